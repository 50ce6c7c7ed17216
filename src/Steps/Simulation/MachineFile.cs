using System.Text;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Journal;

namespace OpenLaunch.Steps.Simulation;

/// <summary>A simulated machine as a YAML file. The form may grow by keys, not change.</summary>
internal static class MachineFile
{
    private const string Heading = "# A simulated machine. Units are written out; a key that is left out has its default.\n";

    /// <exception cref="ConfigurationException">It describes no machine; tells all errors with line and column.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static MachineState Read(string path) => InputBinder.Read<MachineState>(YamlDocumentReader.ReadFile(path));

    /// <exception cref="ConfigurationException">The text describes no machine.</exception>
    public static MachineState Parse(string text, string name) =>
        InputBinder.Read<MachineState>(YamlDocumentReader.Read(text, name));

    /// <summary>Writes a machine as text, the same for the same state.</summary>
    public static string Format(MachineState state) => Heading + MachineWriter.Write(MachineNodes.Of(state));

    /// <summary>Writes a machine to a file, which holds the old or the new machine whatever happens meanwhile.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, MachineState state) =>
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(Format(state)));
}

/// <summary>The machine that a simulation starts from when none is given: a new instance at its first boot.</summary>
public static class FreshInstance
{
    private const string Resource = "fresh-instance.yml";

    /// <summary>Reads it anew from <c>config/examples/fresh-instance.yml</c>, which is built in.</summary>
    public static MachineState Read() => InputBinder.Read<MachineState>(
        YamlDocumentReader.Read(EmbeddedResource.Read(typeof(FreshInstance).Assembly, Resource), Resource));
}
