using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;

namespace OpenLaunch.Core.Tests.Engine;

/// <summary>An entry that takes the agent down with it is tried three times in all, then the plan goes on without it.</summary>
public sealed class Interruptions : IDisposable
{
    private readonly EngineBench bench = new();
    private int runs;

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task After_three_in_a_row_the_entry_fails_by_name_and_the_plan_goes_on()
    {
        for (var boot = 1; boot <= 3; boot++)
            bench.Interrupt("bomb", $"run-{boot}");

        var result = await bench.RunAsync(Counting("bomb"), ScriptedStep.Entry("ready", StepOutcome.Done));

        Assert.Equal(0, runs);
        Assert.Equal(["failed", "done"], result.Steps.Select(step => step.Outcome.Word));
        Assert.StartsWith("not run again: 3 attempts in a row never came to their end", result.Steps[0].Outcome.Explanation, StringComparison.Ordinal);
        Assert.Contains("openlaunch run --force --only bomb", result.Steps[0].Outcome.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_two_it_runs_once_more_and_is_told_that_it_is_the_last_time()
    {
        bench.Interrupt("bomb", "run-1");
        bench.Interrupt("bomb", "run-2");

        await bench.RunAsync(Counting("bomb"));

        Assert.Equal(1, runs);
        Assert.Equal(
            "2 attempts in a row were interrupted; this is the last one", bench.Events.OfType<RunEvent.StepStarted>().Single().Note);
        Assert.Equal(2, bench.Journal().Last(r => r.Kind == JournalRecordKind.Step).Interruptions);
    }

    [Fact]
    public async Task It_stays_given_up_at_later_boots_until_somebody_forces_it()
    {
        for (var boot = 1; boot <= 3; boot++)
            bench.Interrupt("bomb", $"run-{boot}");
        await bench.RunAsync(Counting("bomb"));
        await bench.RunAsync(Counting("bomb"));
        Assert.Equal(0, runs);

        await bench.RunAsync(new RunOptions { Force = true }, Counting("bomb"));
        await bench.RunAsync(Counting("bomb"));

        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task An_attempt_that_came_to_its_end_starts_the_count_over()
    {
        bench.Interrupt("bomb", "run-1");
        bench.Interrupt("bomb", "run-2");
        await bench.RunAsync(Counting("bomb"));
        bench.Interrupt("bomb", "run-3");

        await bench.RunAsync(Counting("bomb"));

        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task The_count_is_of_one_instance()
    {
        for (var boot = 1; boot <= 3; boot++)
            bench.Interrupt("bomb", $"run-{boot}");
        bench.Metadata = new FakeMetadata("i-0000000000000000b");

        await bench.RunAsync(Counting("bomb") with { Frequency = StepFrequency.PerInstance });

        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task A_step_that_restarts_windows_by_itself_is_cut_off_and_does_so_three_times_at_most()
    {
        var restarts = 0;
        for (var boot = 0; boot < 8; boot++)
        {
            using var shutdown = new CancellationTokenSource();
            var plan = new Plan([new([ScriptedStep.Entry("joinDomain", async (_, token) =>
            {
                restarts++;
                await shutdown.CancelAsync();
                await Task.Delay(Timeout.Infinite, token);
                return StepOutcome.Done;
            })])]);
            await bench.RunAsync(plan, new RunOptions(), shutdown.Token);
            bench.BootId += "+";
        }

        Assert.Equal(3, restarts);
    }

    [Fact]
    public async Task Who_cancels_a_run_and_starts_another_in_the_same_boot_has_interrupted_nothing()
    {
        for (var attempt = 0; attempt < 8; attempt++)
        {
            using var controlC = new CancellationTokenSource();
            var plan = new Plan([new([ScriptedStep.Entry("slow", async (_, token) =>
            {
                runs++;
                await controlC.CancelAsync();
                await Task.Delay(Timeout.Infinite, token);
                return StepOutcome.Done;
            })])]);
            await bench.RunAsync(plan, new RunOptions(), controlC.Token);
        }

        Assert.Equal(8, runs);
    }

    [Fact]
    public void The_status_tells_the_count()
    {
        bench.Interrupt("bomb", "run-1");
        bench.Interrupt("bomb", "run-2");
        using (var journal = JournalFile.Open(bench.StateFolder, out var content))
            journal.Append(content.Records[^1] with { Run = "run-2", Interruptions = 1 });

        var status = RunStatus.From(bench.Journal(), isLocked: false);

        Assert.Equal(("interrupted", 2), (status.Steps[0].Outcome, status.Steps[0].Interruptions));
    }

    [Fact]
    public async Task What_a_step_counts_itself_is_no_interruption_of_the_entry()
    {
        for (var boot = 1; boot <= 7; boot++)
        {
            bench.Interrupt("scripts", $"run-{boot}");
            using var journal = JournalFile.Open(bench.StateFolder, out var content);
            journal.Append(content.Records[^1] with
            {
                Kind = JournalRecordKind.State, Key = StepContext.AttemptKey, Value = "script 1 of 2, attempt 2 of 3",
            });
        }

        var status = RunStatus.From(bench.Journal(), isLocked: false);
        Assert.Equal(("script 1 of 2, attempt 2 of 3", 0), (status.Steps[0].Attempt, status.Steps[0].Interruptions));

        await bench.RunAsync(Counting("scripts"));
        Assert.Equal(1, runs);
    }

    private PlanEntry Counting(string name) => ScriptedStep.Entry(name, (_, _) =>
    {
        runs++;
        return Task.FromResult(StepOutcome.Done);
    });
}
