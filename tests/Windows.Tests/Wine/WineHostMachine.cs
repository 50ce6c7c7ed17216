using System.Diagnostics;
using System.Text.Json;

namespace OpenLaunch.Windows.Tests.Wine;

/// <summary>A machine under Wine with the native program, with or without the host of custom steps beside it.</summary>
public abstract class WineHostMachine(WineMachine machine)
{
    protected WineMachine Machine => machine;

    /// <summary>The service that a test makes.</summary>
    protected WineService Service { get; } = new(machine);

    /// <summary>A folder with the native program, and its host in the folder beside it.</summary>
    protected async Task<(string Native, string Host)> InstalledAsync(bool withHost = true)
    {
        var linked = Environment.GetEnvironmentVariable("OPENLAUNCH_NATIVE_EXE");
        Assert.SkipWhen(
            string.IsNullOrEmpty(linked),
            "There is no native openlaunch.exe: make one with deploy/wine/native.sh and name it by OPENLAUNCH_NATIVE_EXE.");
        await Machine.DemandAsync();
        var folder = Machine.NewFolder();
        var native = Path.Combine(folder, "openlaunch.exe");
        File.Copy(linked, native);
        File.Copy(Path.Combine(Path.GetDirectoryName(linked)!, "EC2Launch.exe"), Path.Combine(folder, "EC2Launch.exe"));
        if (withHost)
            Directory.CreateSymbolicLink(Path.Combine(folder, "host"), await PublishedBuild.PublishHostAsync());
        return (native, Path.Combine(folder, "host", "openlaunch.exe"));
    }

    protected async Task<string> AnswerAsync(string program, string[] arguments)
    {
        var result = await Machine.RunAsync([program, .. arguments]);
        return $"{string.Join(' ', arguments)}\n{result.Output}\n{result.Errors}\n{result.ExitCode}";
    }

    protected static string CommandOf(Process process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/cmdline");
        }
        catch (IOException)
        {
            return ""; // it has ended
        }
    }

    private protected static async Task<string?> StatusAsync(WineBoot boot) =>
        JsonElement.Parse((await boot.StatusAsync()).Output).Text("status");

    /// <summary>Waits until a log says something; the test's own bound ends the wait.</summary>
    protected static async Task LoggedAsync(string log, string line)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        bound.CancelAfter(TimeSpan.FromMinutes(2));
        while (!File.Exists(log) || !(await ReadAsync(log)).Contains(line, StringComparison.Ordinal))
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, bound.Token);
    }

    private static async Task<string> ReadAsync(string path)
    {
        using var file = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return await file.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
