using System.Diagnostics;

namespace OpenLaunch.Runner.Tests.Repair;

/// <summary>The real runner as a process of its own, on a simulated machine in a folder of its own.</summary>
internal sealed class RunnerProcess : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("openlaunch-").FullName;

    public string State => Path.Combine(folder, "state");

    public string Machine => File.ReadAllText(Path.Combine(State, "machine.yml"));

    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var cancellationToken = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await output, await error);
    }

    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "openlaunch.dll"), .. arguments, "--state", State])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("AWS_EC2_METADATA_SERVICE_ENDPOINT");
        start.Environment.Remove("AWS_EC2_METADATA_DISABLED");
        return Process.Start(start)!;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "OpenLaunch.slnx")) ? folder : FindRoot(Path.GetDirectoryName(folder)!);
}
