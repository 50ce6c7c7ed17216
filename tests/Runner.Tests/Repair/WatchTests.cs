using System.Diagnostics;

namespace OpenLaunch.Runner.Tests.Repair;

[EachProgram]
public sealed class WatchTests : IDisposable
{
    private readonly RunnerProcess runner = new();

    public void Dispose() => runner.Dispose();

    [Fact]
    public async Task Repairs_lets_others_run_beside_it_and_stops_on_request_with_0()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "SIGTERM cannot be sent to a process of Windows.");
        var file = Path.Combine(RunnerProcess.Root, "config", "examples", "moved-subnet.yml");
        using var watch = runner.Start("watch", $"--simulate={file}");
        var lines = new List<string>();
        while (!lines.Exists(line => line.StartsWith("licence: ", StringComparison.Ordinal))
            && await watch.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            lines.Add(line);
        }

        var (beside, _, _) = await runner.RunAsync("repair", "--simulate");
        using (var kill = Process.Start("kill", ["-TERM", watch.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await watch.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, watch.ExitCode);
        Assert.Contains(lines, line => line.StartsWith("repair 1: 13 differences", StringComparison.Ordinal)
            || line.StartsWith("repair 1: 12 differences", StringComparison.Ordinal));
        Assert.DoesNotContain("10.0.16.1", runner.Machine, StringComparison.Ordinal);
        Assert.Equal(0, beside);
    }
}
