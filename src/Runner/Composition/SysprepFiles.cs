using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Journal;
using OpenLaunch.Steps.Generalization;

namespace OpenLaunch.Runner.Composition;

/// <summary>The operator's files for Sysprep in the configuration folder: the answer file, the script to run before.</summary>
internal sealed class SysprepFiles(StateFolders folders)
{
    private const string UnattendName = "unattend.xml";
    private const string ScriptName = "before-sysprep.cmd";

    public string Unattend { get; } = Path.Combine(folders.Configuration, UnattendName);

    public string Script { get; } = Path.Combine(folders.Configuration, ScriptName);

    /// <summary>Reads the answer file, or the built-in one where the operator has none; its name goes into messages.</summary>
    public (byte[] Content, string Name) ReadUnattend() => File.Exists(Unattend)
        ? (File.ReadAllBytes(Unattend), Unattend)
        : (BuiltIn(UnattendName), $"built-in {UnattendName}");

    /// <summary>Writes the files that an installation begins with; those that are there stay.</summary>
    public IEnumerable<InstallationAct> InstallationActs()
    {
        foreach (var (path, name) in new[] { (Unattend, UnattendName), (Script, ScriptName) })
        {
            if (!File.Exists(path))
                yield return InstallationAct.Of($"write {path}", () => AtomicFile.Write(path, BuiltIn(name)));
        }
    }

    private static byte[] BuiltIn(string name) => EmbeddedResource.Read(typeof(SysprepFiles).Assembly, name);
}
