using Microsoft.Extensions.Time.Testing;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.Scripts;
using OpenLaunch.Steps.Tests.Engine;

namespace OpenLaunch.Steps.Tests.Scripts;

public sealed class ScriptSeriesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("openlaunch-");
    private readonly Dictionary<string, string> kept = [];
    private readonly ChangeScope scope = new();
    private readonly AdminLogon logon = new();

    [Theory]
    [InlineData(ScriptFrequency.Once)]
    [InlineData(ScriptFrequency.Always)]
    public async Task A_script_that_restarts_the_machine_itself_is_given_up_after_three_attempts_and_what_follows_runs(
        ScriptFrequency frequency)
    {
        var runner = new ActingRunner(start => Content(start) == "Restart-Computer" ? throw new OperationCanceledException() : 0);
        ProcessItem[] items = [Script("Restart-Computer", frequency), Script("echo behind", ScriptFrequency.Always)];
        for (var boot = 1; boot <= 3; boot++)
            await Assert.ThrowsAsync<OperationCanceledException>(() => RunAsync(runner, items));

        for (var boot = 4; boot <= 6; boot++)
        {
            var failed = Assert.IsType<StepOutcome.FailedOutcome>(await RunAsync(runner, items));
            Assert.StartsWith("The batch script 1 of 2 was interrupted 3 times", failed.Message, StringComparison.Ordinal);
        }

        Assert.Equal(3, runner.Started.Count(start => Content(start) == "Restart-Computer"));
        Assert.Equal(3, runner.Started.Count(start => Content(start) == "echo behind"));
        await Assert.ThrowsAsync<OperationCanceledException>(() => RunAsync(runner, items, force: true));
    }

    [Fact]
    public async Task An_attempt_that_came_to_an_end_counts_no_earlier_interruption()
    {
        Queue<bool> isInterrupted = new([true, true, false, true, true, false]);
        var runner = new ActingRunner(_ => isInterrupted.Dequeue() ? throw new OperationCanceledException() : 0);
        for (var boot = 0; boot < 6; boot++)
        {
            try
            {
                Assert.Equal(StepOutcome.Done, await RunAsync(runner, [Script("echo", ScriptFrequency.Always)]));
            }
            catch (OperationCanceledException)
            {
            }
        }

        Assert.Empty(isInterrupted);
    }

    [Fact]
    public async Task The_start_is_on_record_before_the_check_and_the_script_run()
    {
        var runner = new ActingRunner(start =>
        {
            Assert.Contains(kept.Values, value => value.Contains(" started 0 1 ", StringComparison.Ordinal));
            return start.OutputPath.Contains("-check", StringComparison.Ordinal) ? 1 : 0;
        });
        Assert.Equal(StepOutcome.Done, await RunAsync(runner, [Script("echo") with { Check = "exit 1" }]));
        Assert.Equal(2, runner.Started.Count);
    }

    [Fact]
    public async Task A_check_that_finds_nothing_to_do_is_no_attempt()
    {
        var runner = new ActingRunner(_ => 0);
        for (var boot = 0; boot < 5; boot++)
            Assert.Equal(StepOutcome.Done, await RunAsync(runner, [Script("echo") with { Check = "exit 0" }]));
        Assert.All(runner.Started, start => Assert.Contains("-check", start.OutputPath, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_script_that_runs_once_does_not_run_while_that_cannot_be_recorded()
    {
        var runner = new ActingRunner(_ => 0);
        var outcome = await RunAsync(runner, [Script("echo once"), Script("echo always", ScriptFrequency.Always)], isFull: true);
        Assert.Contains("the journal cannot be written", outcome.Explanation, StringComparison.Ordinal);
        Assert.Equal(["echo always"], runner.Started.Select(Content));
    }

    [Fact]
    public async Task A_script_that_does_not_end_in_time_is_ended_and_the_next_one_runs()
    {
        var time = new FakeTimeProvider();
        var runner = new EndlessRunner(() => time.Advance(TimeSpan.FromSeconds(31)));
        var outcome = await RunAsync(runner, [Script("echo") with { Timeout = TimeSpan.FromSeconds(30) }], time: time);
        Assert.Contains("did not end within its timeout of 30s", outcome.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_whose_account_is_refused_runs_as_whoever_runs_the_agent_and_says_so()
    {
        logon.Remember("Administrator", new SecretText("x"));
        var runner = new ActingRunner(start => start.Logon is null ? 0 : throw new AccountRefusedException("no privilege"));
        var context = Context();
        await Series(runner).RunAsync([Script("echo") with { RunAs = ScriptAccount.Admin }], null, context, Cancellation);
        Assert.Contains(
            context.Reports,
            report => report.Contains("only a service may start it as Administrator", StringComparison.Ordinal));
        Assert.Equal(["Administrator", "LocalSystem"], runner.Started.Select(start => start.Account));
    }

    [Fact]
    public async Task A_program_runs_here_beside_a_simulated_machine_and_its_output_is_for_its_owner_alone()
    {
        if (OperatingSystem.IsWindows())
            return;
        var runner = new UnixProcessRunner(Path.Combine(folder.FullName, "work"), TimeProvider.System);
        var outcome = await RunAsync(
            runner, [new ProgramItem { Path = "/bin/sh", Arguments = ["-c", "echo \"$0\"; exit 9", "a b"] }]);
        Assert.Contains("program 1 of 1 ended with exit code 9", outcome.Explanation, StringComparison.Ordinal);
        Assert.Equal("a b\n", await File.ReadAllTextAsync(Path.Combine(LogFolder, "step-1-output.log"), Cancellation));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(LogFolder));
    }

    [Fact]
    public async Task A_program_that_is_not_there_costs_no_other()
    {
        if (OperatingSystem.IsWindows())
            return;
        var runner = new UnixProcessRunner(Path.Combine(folder.FullName, "work"), TimeProvider.System);
        var outcome = await RunAsync(
            runner,
            [new ProgramItem { Path = "/no/such" }, new ProgramItem { Path = "/bin/sh", Arguments = ["-c", "echo ran"] }]);
        Assert.Contains("There is no program '/no/such'", outcome.Explanation, StringComparison.Ordinal);
        Assert.Equal("ran\n", await File.ReadAllTextAsync(Path.Combine(LogFolder, "step-2-output.log"), Cancellation));
    }

    [Fact]
    public async Task Scripts_that_a_killed_run_left_are_removed_but_for_those_of_detached_ones_that_still_run()
    {
        Left("0123456789abcdef");
        Left("1123456789abcdef", "boot-0", ResultPath("gone"));
        Left("2123456789abcdef", "boot-1", ResultPath("ended"));
        await File.WriteAllTextAsync(ResultPath("ended"), "0", Cancellation);
        Left("3123456789abcdef", "boot-1", ResultPath("running"));
        Left("files");

        await RunAsync(new ActingRunner(_ => 0), [Script("echo")]);

        Assert.Equal(
            ["3123456789abcdef", "files"],
            Directory.GetDirectories(Path.Combine(folder.FullName, "work"))
                .Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string LogFolder => Path.Combine(folder.FullName, "log");

    private static string Content(ProcessStart start) => ((ProcessCommand.Script)start.Command).Content;

    private static ScriptItem Script(string content, ScriptFrequency frequency = ScriptFrequency.Once) =>
        new() { Type = ScriptLanguage.Batch, Content = content, Frequency = frequency };

    private string ResultPath(string name) => Path.Combine(folder.FullName, $"{name}-result.txt");

    private void Left(string name, params string[] owner)
    {
        var path = Directory.CreateDirectory(Path.Combine(folder.FullName, "work", name)).FullName;
        File.WriteAllText(Path.Combine(path, "UserScript.cmd"), "echo");
        if (owner.Length > 0)
            File.WriteAllLines(Path.Combine(path, "detached"), owner);
    }

    private ScriptSeries Series(IProcessRunner runner) => new(
        runner, logon, new ScriptFolders(LogFolder, Path.Combine(folder.FullName, "work")), new DetachedTasks(), scope);

    private TestStepContext Context(bool force = false, TimeProvider? time = null, bool isFull = false)
    {
        var context = TestStepContext.Create(scope, kept: kept, force: force, time: time);
        context.IsFull = isFull;
        return context;
    }

    private Task<StepOutcome> RunAsync(
        IProcessRunner runner, IReadOnlyList<ProcessItem> items, bool force = false, TimeProvider? time = null,
        bool isFull = false) =>
        Series(runner).RunAsync(items, null, Context(force, time, isFull), Cancellation);
}
