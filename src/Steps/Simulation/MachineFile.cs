using System.Text;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Documents;

namespace OpenLaunch.Steps.Simulation;

/// <summary>A simulated machine as a YAML file. The form may grow by keys, not change.</summary>
internal static class MachineFile
{
    private const string Heading = "# A simulated machine. Units are written out; a key that is left out has its default.\n";

    /// <summary>Reads a machine.</summary>
    /// <exception cref="ConfigurationException">It describes no machine; tells all errors with line and column.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static MachineState Read(string path) => InputBinder.Read<MachineState>(YamlDocumentReader.ReadFile(path));

    /// <summary>Reads a machine from text.</summary>
    /// <exception cref="ConfigurationException">The text describes no machine.</exception>
    public static MachineState Parse(string text, string name) =>
        InputBinder.Read<MachineState>(YamlDocumentReader.Read(text, name));

    /// <summary>Writes a machine as text, the same for the same state.</summary>
    public static string Format(MachineState state) => Heading + MachineWriter.Write(MachineNodes.Of(state));

    /// <summary>Writes a machine to a file, which holds the old or the new machine whatever happens meanwhile.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, MachineState state)
    {
        var temporary = path + ".new";
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            stream.Write(Encoding.UTF8.GetBytes(Format(state)));
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
