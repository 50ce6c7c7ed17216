using OpenLaunch.Core.Journal;

namespace OpenLaunch.Runner.Tests.Extensions;

/// <summary>A step that misbehaves costs its own outcome; the journal stays true, and where it can the plan goes on.</summary>
[BuiltProgram("Its assemblies are loaded by the host alone, as NativeHostTests sees.")]
public sealed class HostileExtensionTests : IDisposable
{
    private const string Last = "  - step: greet\n    inputs: { whom: Ada }";

    private readonly ExtensionFolder folder = new();

    [Fact]
    public async Task A_step_that_throws_in_its_constructor_fails_and_the_plan_goes_on()
    {
        await PrepareAsync("""
            [Step("hostile", "Throws")]
            public sealed class Hostile : Step<NoInputs>
            {
                public Hostile() => throw new InvalidOperationException("not today");
                public override Task<StepOutcome> RunAsync(NoInputs i, StepContext c, CancellationToken t) => null!;
            }
            """, "  - step: hostile");

        var run = await folder.RunPlanAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Equal([("hostile", "failed", "not today"), ("greet", "done", null)], Outcomes());
    }

    [Fact]
    public async Task Steps_that_ignore_their_cancellation_or_block_for_ever_are_given_up_on_and_the_plan_goes_on()
    {
        await PrepareAsync(
            Sources.Step("ignore", "return Wait(); static async Task<StepOutcome> Wait() { await Task.Delay(-1); return null!; }")
            + Sources.Step("block", "Thread.Sleep(-1); return null!;")
            + Sources.Step("hold", "new Thread(() => Thread.Sleep(-1)).Start(); return Task.FromResult(StepOutcome.Done);"),
            "  - parallel:\n    - { step: ignore, timeout: 1s }\n    - { step: block, timeout: 1s }\n    - { step: hold }");

        var run = await folder.RunPlanAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            [("block", "failed"), ("greet", "done"), ("hold", "done"), ("ignore", "failed")],
            Outcomes().Select(outcome => (outcome.Name, outcome.Outcome)).Order());
        Assert.All(
            Outcomes().Where(outcome => outcome.Outcome == "failed"),
            outcome => Assert.Contains("timeout of 1s, and was given up on", outcome.Reason));
    }

    [Fact]
    public async Task A_step_that_was_given_up_on_cannot_change_anything_any_more()
    {
        await PrepareAsync(
            Sources.Step(
                "late",
                """
                return Late(); async Task<StepOutcome> Late()
                {
                    await Task.Delay(12500);
                    await context.ChangeAsync(
                        "too late", _ => { File.WriteAllText("late.txt", ""); return Task.CompletedTask; }, default);
                    return StepOutcome.Done;
                }
                """)
            + Sources.Step(
                "linger",
                "return Wait(); static async Task<StepOutcome> Wait() { await Task.Delay(4000); return StepOutcome.Done; }"),
            "  - { step: late, timeout: 1s }\n  - { step: linger }");

        await folder.RunPlanAsync();

        Assert.Equal(
            [("late", "failed"), ("linger", "done"), ("greet", "done")],
            Outcomes().Select(outcome => (outcome.Name, outcome.Outcome)));
        Assert.DoesNotContain(Journal(), record => record.Description == "too late");
        Assert.False(File.Exists(Path.Combine(folder.Path, "late.txt")));
    }

    [Fact]
    public async Task A_step_that_ends_the_process_is_journaled_as_interrupted_and_nothing_else_is_claimed()
    {
        await PrepareAsync(Sources.Step("quit", "Environment.Exit(0); return null!;"), "  - step: quit");

        var run = await folder.RunPlanAsync();
        var status = await folder.OpenLaunchAsync("status", "--state", folder.StatePath);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("such as a custom step, ended its process early. The next run goes on there.", run.Error);
        Assert.Empty(Outcomes());
        Assert.Equal(3, status.ExitCode);
        Assert.Contains("interrupted: run ", status.Output);
        Assert.Matches(@"quit\s+interrupted", status.Output);
    }

    [Theory]
    [InlineData("Environment.ExitCode = 7;")]
    [InlineData("throw new InvalidOperationException(\"\\u001b[2Jat the end\");")]
    [InlineData("Thread.Sleep(-1);")]
    public async Task What_a_step_has_registered_for_the_end_neither_keeps_the_program_nor_changes_its_exit_code(string handler)
    {
        await PrepareAsync(
            Sources.Step("late", $$"""AppDomain.CurrentDomain.ProcessExit += (_, _) => { {{handler}} }; return Task.FromResult(StepOutcome.Done);"""),
            "  - step: late");

        var run = await folder.RunPlanAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain("\u001b", run.Error);
        Assert.Equal("end", Journal()[^1].Kind.ToString(), ignoreCase: true);
    }

    [Fact]
    public async Task A_thread_of_a_step_that_throws_ends_the_program_as_a_fault_and_the_next_run_goes_on()
    {
        await PrepareAsync(
            Sources.Step("thread", "new Thread(() => throw new InvalidOperationException(\"\\u001b[2Jof a thread\")).Start(); Thread.Sleep(-1); return null!;"),
            "  - step: thread");

        var run = await folder.RunPlanAsync();
        var next = await folder.RunPlanAsync("--skip", "thread");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("of a custom step on a thread of its own: System.InvalidOperationException: ?[2Jof a thread", run.Error);
        Assert.DoesNotContain("\u001b", run.Error);
        Assert.Equal(0, next.ExitCode);
    }

    [Fact]
    public async Task What_ends_the_process_can_be_left_out_so_that_the_rest_runs()
    {
        await PrepareAsync(Sources.Step("quit", "Environment.Exit(0); return null!;"), "  - step: quit");
        await folder.RunPlanAsync();

        var run = await folder.RunPlanAsync("--skip", "quit");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal([("quit", "skipped"), ("greet", "done")], Outcomes().Select(outcome => (outcome.Name, outcome.Outcome)));
    }

    [Fact]
    public async Task A_step_that_fills_the_memory_fails_and_the_plan_goes_on()
    {
        await PrepareAsync(
            Sources.Step("fill", "var all = new List<byte[]>(); while (true) all.Add(new byte[1 << 24]);"), "  - step: fill");

        var run = await folder.RunPlanAsync(new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = "0x10000000" });

        Assert.Equal(1, run.ExitCode);
        Assert.Equal([("fill", "failed"), ("greet", "done")], Outcomes().Select(outcome => (outcome.Name, outcome.Outcome)));
        Assert.Contains(Journal(), record => record.Error == typeof(OutOfMemoryException).FullName);
    }

    [Fact]
    public async Task A_step_that_leaves_writers_to_nowhere_ends_the_process_no_otherwise_than_a_fault_of_openlaunch()
    {
        await PrepareAsync(
            Sources.Step("silence", """
                var closed = new System.IO.StreamWriter(new System.IO.MemoryStream());
                closed.Dispose();
                Console.SetOut(closed);
                Console.SetError(closed);
                return Task.FromResult(StepOutcome.Done);
                """),
            "  - step: silence");

        var run = await folder.RunPlanAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("This is a fault of openlaunch, or of a custom step on a thread of its own: System.ObjectDisposedException", run.Error, StringComparison.Ordinal);
        Assert.Equal([("silence", "done"), ("greet", "done")], Outcomes().Select(outcome => (outcome.Name, outcome.Outcome)));
    }

    public void Dispose() => folder.Dispose();

    private async Task PrepareAsync(string source, string steps)
    {
        await folder.CompileAsync("Hostile", source);
        await folder.CompileAsync("Greet", Sources.Greet);
        folder.Configure(["Hostile.dll", "Greet.dll"], $"{steps}\n{Last}");
    }

    private IReadOnlyList<JournalRecord> Journal() =>
        JournalContent.Read(Path.Combine(folder.StatePath, JournalFile.FileName)).Records;

    private List<(string Name, string Outcome, string? Reason)> Outcomes() =>
        [.. Journal().Where(record => record.Outcome is not null && record.Name is not null)
            .Select(record => (record.Name!, record.Outcome!, record.Reason))];
}
