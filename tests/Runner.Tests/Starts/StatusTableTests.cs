using System.Text.Json;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Runner.Tests.Starts;

/// <summary>Whatever state a machine is in: <c>status</c>, with and without <c>--wait</c> and <c>--json</c>, tells its word and code.</summary>
[EachProgram]
public sealed class StatusTableTests : IDisposable
{
    private readonly List<IDisposable> made = [];

    public static TheoryData<string, string, string, int> Situations => new()
    {
        { "fresh", "never ran", "neverRan", 5 },
        { "running", "running", "running", 2 },
        { "done", "ok", "ok", 0 },
        { "failed", "failed", "failed", 1 },
        { "refused", "refused", "refused", 1 },
        { "killed", "interrupted", "interrupted", 3 },
        { "restarted", "restarting", "restarting", 2 },
        { "started again", "pending", "pending", 2 },
        { "other machine", "never ran", "neverRan", 5 },
        { "unreadable", "", "", 4 },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => made.AsEnumerable().Reverse().ToList().ForEach(item => item.Dispose());

    [Theory]
    [MemberData(nameof(Situations))]
    public async Task Each_situation_has_its_word_and_its_code(string situation, string begins, string word, int code)
    {
        var instance = await ArrangeAsync(situation);

        var text = await instance.StatusAsync();
        var json = await instance.StatusAsync("--json");
        var waited = await instance.StatusAsync("--wait", "--timeout", "1s");
        var waitedJson = await instance.StatusAsync("--wait", "--timeout", "1s", "--json");

        Assert.Equal([code, code, code, code], new[] { text, json, waited, waitedJson }.Select(result => result.ExitCode));
        Assert.StartsWith(begins, text.Output, StringComparison.Ordinal);
        Assert.Equal(text.Output, waited.Output);
        foreach (var result in new[] { json, waitedJson })
        {
            using var document = JsonDocument.Parse(result.Output);
            if (word.Length > 0)
                Assert.Equal(word, document.RootElement.GetProperty("status").GetString());
            else
                Assert.Equal(code, document.RootElement.GetProperty("error").GetProperty("exitCode").GetInt32());
        }

        var isUnderWay = situation is "fresh" or "running" or "restarted" or "started again" or "other machine";
        Assert.Equal(isUnderWay, waited.Error.Contains("The time to wait (1s) is over.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_changes_of_a_step_that_asked_for_a_restart_are_told_after_it()
    {
        var instance = await ArrangeAsync("restarted");
        using (await instance.RestartAsync("-c", await PlanAsync(instance, "- step: setHostName\n  frequency: always\n  inputs: { hostName: web-1 }")))
        {
            var (text, json) = (await instance.StatusAsync(), await instance.StatusAsync("--json"));

            Assert.Matches(@"(?m)^  setHostName +done .* 1 change before the restart\r?$", text.Output);
            Assert.DoesNotContain("nothing to change", text.Output, StringComparison.Ordinal);
            Assert.Contains("from the next start on", json.Output, StringComparison.Ordinal);
        }

        // The next start is another boot, with nothing to change.
        using (await instance.RestartAsync("-c", await PlanAsync(instance, "- step: setHostName\n  frequency: always\n  inputs: { hostName: web-1 }")))
            Assert.Matches(@"(?m)^  setHostName +done .* nothing to change\r?$", (await instance.StatusAsync()).Output);
    }

    private async Task<SimulatedInstance> ArrangeAsync(string situation)
    {
        var instance = Keep(SimulatedInstance.Launch("i-0aaaaaaaaaaaaaaaa"));
        switch (situation)
        {
            case "running":
                made.Add(await RunSession.OpenAsync(instance.State, TimeProvider.System, Token));
                break;
            case "done":
                (await instance.RestartAsync()).Dispose();
                break;
            case "failed":
                await RunAsync(instance, 1, "- step: executeScript\n  inputs: [{ type: batch, content: 'rem simulate exit 4' }]");
                break;
            case "refused":
                await RunAsync(instance, 78, "- step: noSuchStep");
                break;
            case "killed":
                await RunAsync(instance, 0, "- step: announceReady");
                var journal = Path.Combine(instance.State, "journal.ndjson");
                var lines = await File.ReadAllLinesAsync(journal, Token);
                await File.WriteAllLinesAsync(journal, lines.Where(line => !line.Contains("\"kind\":\"end\"", StringComparison.Ordinal)), Token);
                break;
            case "restarted":
                await RunAsync(instance, 3, "- step: setHostName\n  frequency: always\n  inputs: { hostName: web-1 }");
                break;
            case "started again":
                await instance.ScheduleAsync("--per-instance");
                (await instance.RestartAsync()).Dispose();
                instance.Alter(machine => machine.BootId++);
                break;
            case "other machine":
                (await instance.RestartAsync()).Dispose();
                return Keep(instance.Clone("i-0bbbbbbbbbbbbbbbb", subnet: 2));
            case "unreadable":
                Directory.CreateDirectory(Path.Combine(instance.State, "journal.ndjson"));
                break;
        }

        return instance;
    }

    private static async Task RunAsync(SimulatedInstance instance, int code, string steps) => Assert.Equal(
        code, (await instance.CallAsync("run", "--simulate", "-c", await PlanAsync(instance, steps))).ExitCode);

    private static async Task<string> PlanAsync(SimulatedInstance instance, string steps)
    {
        var plan = Path.Combine(instance.State, "plan.yml");
        await File.WriteAllTextAsync(plan, $"version: 1\nsteps:\n{steps}\n", Token);
        return plan;
    }

    private SimulatedInstance Keep(SimulatedInstance instance)
    {
        made.Add(instance);
        return instance;
    }
}
