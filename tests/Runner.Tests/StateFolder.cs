namespace OpenLaunch.Runner.Tests;

/// <summary>A state folder of a test's own.</summary>
internal sealed class StateFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("openlaunch-run-").FullName;

    public string ConsoleText => File.ReadAllText(System.IO.Path.Combine(Path, "console.log"));

    public string MachineText => File.ReadAllText(System.IO.Path.Combine(Path, "machine.yml"));

    public string At(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>All files with their bytes, to compare before and after.</summary>
    public IReadOnlyDictionary<string, string> Snapshot() => Directory
        .EnumerateFiles(Path, "*", SearchOption.AllDirectories)
        .ToDictionary(file => file, file => Convert.ToHexString(File.ReadAllBytes(file)));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
