using System.Text.Json;

namespace OpenLaunch.Runner.Tests.Repair;

[EachProgram]
public sealed class DoctorTests : IDisposable
{
    private readonly RunnerProcess runner = new();

    public void Dispose() => runner.Dispose();

    [Fact]
    public async Task Explains_a_moved_machine_changes_nothing_and_exits_1()
    {
        var file = Path.Combine(RunnerProcess.Root, "config", "examples", "moved-subnet.yml");

        var (exitCode, output, _) = await runner.RunAsync("doctor", "--json", $"--simulate={file}");

        Assert.Equal(1, exitCode);
        Assert.False(Directory.Exists(runner.State));
        using var json = JsonDocument.Parse(output);
        Assert.StartsWith(
            "This machine was moved from another subnet: ", json.RootElement.GetProperty("summary").GetString(), StringComparison.Ordinal);
        Assert.Equal("openlaunch repair", json.RootElement.GetProperty("command").GetString());
        var stale = json.RootElement.GetProperty("findings").EnumerateArray().Where(finding =>
            finding.GetProperty("subject").GetString() == "route" && finding.GetProperty("severity").GetString() == "error");
        Assert.Equal(3, stale.Count());
        Assert.All(stale, finding => Assert.Equal("openlaunch repair", finding.GetProperty("command").GetString()));
    }

    [Fact]
    public async Task What_a_name_could_make_a_terminal_do_is_not_printed()
    {
        var fresh = await File.ReadAllTextAsync(
            Path.Combine(RunnerProcess.Root, "config", "examples", "fresh-instance.yml"), TestContext.Current.CancellationToken);
        var file = runner.Write("hostile.yml", fresh.Replace(
            "name: Ethernet,", "name: \"Ethernet\\e[2J\\r\\nok  forged\",", StringComparison.Ordinal));

        var (_, output, _) = await runner.RunAsync("doctor", "--all", $"--simulate={file}");

        Assert.Contains("'Ethernet?[2J  ok  forged'", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001B', output);
    }

    [Fact]
    public async Task Finds_nothing_to_do_after_a_boot()
    {
        await runner.RunAsync("run", "--simulate");

        var (exitCode, output, _) = await runner.RunAsync("doctor", "--simulate", "--all");

        Assert.True(exitCode == 0, output);
        Assert.StartsWith("All is well.", output, StringComparison.Ordinal);
        Assert.Contains(
            "'vEthernet (nat)' (Hyper-V Virtual Ethernet Adapter) is not the primary one", output, StringComparison.Ordinal);
    }
}
