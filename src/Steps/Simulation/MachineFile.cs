using OpenLaunch.Core.Configuration.Binding;
using OpenLaunch.Core.Configuration.Yaml;

namespace OpenLaunch.Steps.Simulation;

/// <summary>The YAML file of a simulated machine. Unknown keys are errors; what is read and written again means the same.</summary>
public static class MachineFile
{
    /// <summary>The machine's file in the state folder.</summary>
    public const string FileName = "machine.yml";

    /// <summary>Reads a machine.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="Core.Configuration.ConfigurationException">The file does not have the form; tells every error.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static MachineState Read(string path) => InputBinder.Read<MachineState>(YamlDocumentReader.ReadFile(path));

    /// <summary>The machine that a simulation starts with: an instance at its first boot.</summary>
    public static MachineState ReadFresh()
    {
        const string name = "fresh-instance.yml";
        using var stream = typeof(MachineFile).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return InputBinder.Read<MachineState>(YamlDocumentReader.Read(bytes, name));
    }

    /// <summary>Replaces a machine's file in one act.</summary>
    /// <param name="path">The file.</param>
    /// <param name="state">The machine.</param>
    /// <exception cref="IOException">The file cannot be written; the old one is as it was.</exception>
    public static void Write(string path, MachineState state)
    {
        var temporary = path + ".new";
        File.WriteAllText(temporary, MachineText.Of(state));
        File.Move(temporary, path, overwrite: true);
    }
}
