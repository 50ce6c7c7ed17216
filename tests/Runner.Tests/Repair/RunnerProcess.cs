using System.Diagnostics;

namespace OpenLaunch.Runner.Tests.Repair;

/// <summary>The real runner as a process of its own, on a simulated machine in a folder of its own.</summary>
internal sealed class RunnerProcess : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("openlaunch-").FullName;

    public string State => Path.Combine(folder, "state");

    public string Machine => File.ReadAllText(Path.Combine(State, "machine.yml"));

    public static string Root => Repository.Root;

    public string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var result = await OpenLaunchProcess.RunAsync([.. arguments, "--state", State]);
        return (result.ExitCode, result.Output, result.Error);
    }

    public Process Start(params string[] arguments) => OpenLaunchProcess.Start([.. arguments, "--state", State]);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
