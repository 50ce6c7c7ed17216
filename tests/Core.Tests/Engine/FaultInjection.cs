using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Tests.Engine;

/// <summary>Every seam of a run throws what nobody expects; the run goes on, and says what is wrong.</summary>
public sealed class FaultInjection : IDisposable
{
    private readonly EngineBench bench = new();

    public void Dispose() => bench.Dispose();

    [Theory]
    [InlineData("deciding")]
    [InlineData("creating")]
    [InlineData("step")]
    [InlineData("no outcome")]
    [InlineData("no task")]
    public async Task What_throws_for_one_entry_fails_that_entry_and_the_next_one_runs(string seam)
    {
        var faulty = ScriptedStep.Entry("faulty", (_, _) => seam switch
        {
            "step" => throw new NotSupportedException("surprise"),
            "no outcome" => Task.FromResult<StepOutcome>(null!),
            "no task" => null!,
            _ => Task.FromResult(StepOutcome.Done),
        });
        if (seam == "deciding")
        {
            bench.Metadata.Surprise = new ArgumentException("surprise");
            faulty = faulty with { When = new RunConditions { InstanceType = ["m5.*"] } };
        }

        if (seam == "creating")
        {
            faulty = faulty with
            {
                Definition = StepDefinition.For<ScriptedStep, NoInputs>(_ => throw new NotSupportedException("surprise")),
            };
        }

        var result = await bench.RunAsync(faulty, ScriptedStep.Entry("ready", StepOutcome.Done));

        Assert.Equal(["failed", "done"], result.Steps.Select(step => step.Outcome.Word));
        Assert.Equal(["failed", "done"], bench.Journal().Where(r => r.Kind == Core.Journal.JournalRecordKind.Outcome).Select(r => r.Outcome));
    }

    public static TheoryData<StepOutcome, string> OutcomesWithoutReason => new()
    {
        { StepOutcome.Failed(null!), "failed" },
        { StepOutcome.Skipped(null!), "skipped" },
        { StepOutcome.RunAgain(null!), "runAgain" },
        { StepOutcome.RebootThenDone(null!), "reboot" },
        { StepOutcome.RebootThenResume(null!), "reboot" },
    };

    [Theory]
    [MemberData(nameof(OutcomesWithoutReason))]
    public async Task An_outcome_without_a_reason_says_so_and_the_run_comes_to_its_end(StepOutcome outcome, string word)
    {
        var result = await bench.RunAsync(ScriptedStep.Entry("terse", outcome));

        Assert.Equal((word, "the step gives no reason"), (result.Steps[0].Outcome.Word, result.Steps[0].Outcome.Explanation));
        Assert.Equal(Core.Journal.JournalRecordKind.End, bench.Journal()[^1].Kind);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_exception_that_does_not_say_what_it_is_fails_the_step_by_its_type(bool throws)
    {
        var result = await bench.RunAsync(
            ScriptedStep.Entry("faulty", (_, _) => throw new Speechless(throws)), ScriptedStep.Entry("ready", StepOutcome.Done));

        Assert.Equal(["failed", "done"], result.Steps.Select(step => step.Outcome.Word));
        Assert.Equal($"{typeof(Speechless).FullName}, which says nothing", result.Steps[0].Outcome.Explanation);
    }

    [Fact]
    public async Task What_a_step_says_without_end_is_cut_before_it_is_kept()
    {
        var result = await bench.RunAsync(ScriptedStep.Entry("talker", async (context, token) =>
        {
            await context.ChangeAsync(new string('x', 1 << 20), _ => Task.CompletedTask, token);
            return StepOutcome.Failed(new string('x', 1 << 20));
        }));

        var cut = new string('x', 16_384) + "… (1032192 more characters are left out)";
        Assert.Equal(cut, result.Steps[0].Outcome.Explanation);
        Assert.Equal([cut], result.Steps[0].Changes);
        Assert.All(bench.Journal(), record => Assert.True((record.Reason ?? record.Description ?? "").Length < 20_000));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_step_does_when_it_is_cancelled_neither_ends_the_process_nor_keeps_the_run(bool throws)
    {
        var clock = new FakeTimeProvider();
        bench.Time = clock;
        using var release = new ManualResetEventSlim();
        var entry = ScriptedStep.Entry("faulty", async (_, token) =>
        {
            token.Register(() =>
            {
                if (throws)
                    throw new NotSupportedException("surprise");
                release.Wait(CancellationToken.None);
            });
            clock.Advance(TimeSpan.FromMinutes(3));
            await new TaskCompletionSource().Task;
            return StepOutcome.Done;
        }) with { Timeout = TimeSpan.FromMinutes(2) };

        var run = bench.RunAsync(entry, ScriptedStep.Entry("ready", StepOutcome.Done) with { Timeout = TimeSpan.FromDays(40) });
        while (!run.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        release.Set();
        Assert.Equal(["failed", "done"], (await run).Steps.Select(step => step.Outcome.Word));
    }

    [Fact]
    public async Task A_listener_that_throws_is_told_of_once_and_the_run_goes_on()
    {
        bench.Listeners.Add(new Thrower());

        var result = await bench.RunAsync(ScriptedStep.Entry("ready", (context, _) =>
        {
            context.Report("halfway");
            return Task.FromResult(StepOutcome.Done);
        }));

        Assert.Equal(RunOutcome.Done, result.Outcome);
        Assert.Equal(
            ["Thrower cannot show the run: standard error is closed"],
            bench.Events.OfType<RunEvent.Warning>().Select(warning => warning.Message));
    }

    [Fact]
    public async Task A_console_that_throws_is_told_of_once_and_the_step_that_writes_is_done()
    {
        bench.Port = new Thrower();

        var result = await bench.RunAsync(ScriptedStep.Entry("ready", (context, _) =>
        {
            context.Console.WriteLine(ConsoleTopic.Ready, "Message: Windows is Ready to use");
            context.Console.Release();
            return Task.FromResult(StepOutcome.Done);
        }));

        Assert.Equal(RunOutcome.Done, result.Outcome);
        Assert.Equal(
            ["The instance console cannot be written: standard error is closed"],
            bench.Events.OfType<RunEvent.Warning>().Select(warning => warning.Message));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_log_that_throws_is_told_of_once_and_the_step_that_logs_is_done(bool isMade)
    {
        bench.Log = new Thrower { MakesLoggers = isMade };

        var result = await bench.RunAsync(ScriptedStep.Entry("ready", (context, _) =>
        {
            using (context.Logger.BeginScope("scope"))
                context.Logger.LogInformation("line");
            return Task.FromResult(StepOutcome.Done);
        }));

        Assert.Equal(RunOutcome.Done, result.Outcome);
        Assert.Equal(
            isMade ? ["The log cannot be written: standard error is closed"] : ["The log cannot be written: no log"],
            bench.Events.OfType<RunEvent.Warning>().Select(warning => warning.Message));
    }

    [Fact]
    public async Task A_machine_that_cannot_say_who_it_is_runs_the_plan_and_repeats_nothing()
    {
        var runs = 0;
        var once = ScriptedStep.Entry("once", (_, _) => Task.FromResult(++runs > 0 ? StepOutcome.Done : StepOutcome.Done))
            with { Frequency = StepFrequency.PerInstance };
        await bench.RunAsync(once);
        bench.ThrowingHost = true;
        bench.Metadata = new FakeMetadata(null);

        var result = await bench.RunAsync(
            once,
            ScriptedStep.Entry("modern", StepOutcome.Done) with { When = new RunConditions { OsBuild = ">=17763" } },
            ScriptedStep.Entry("ready", StepOutcome.Done));

        Assert.Equal(["skipped", "failed", "done"], result.Steps.Select(step => step.Outcome.Word));
        Assert.Equal(1, runs);
        Assert.Contains(
            bench.Events.OfType<RunEvent.Warning>(),
            w => w.Message == "Which machine this is cannot be told: the registry is gone");
    }

    [Fact]
    public async Task Metadata_that_throws_what_no_contract_names_ends_no_run()
    {
        bench.Metadata.Surprise = new ObjectDisposedException("socket");

        var result = await bench.RunAsync(
            ScriptedStep.Entry("once", StepOutcome.Done) with { Frequency = StepFrequency.PerInstance },
            ScriptedStep.Entry("ready", StepOutcome.Done));

        Assert.Equal(2, result.Steps.Count);
        Assert.Equal("end", bench.Journal()[^1].Kind.ToString().ToLowerInvariant());
    }

    [Fact]
    public async Task A_step_that_was_given_up_on_writes_to_the_console_no_more()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        bench.Time = time;
        var late = new TaskCompletionSource();
        var written = new TaskCompletionSource();
        var run = bench.RunAsync(
            ScriptedStep.Entry("stuck", async (context, _) =>
            {
                await late.Task;
                context.Console.WriteLine(ConsoleTopic.Progress, "too late");
                written.SetResult();
                return StepOutcome.Done;
            }) with { Timeout = TimeSpan.FromMinutes(1) });
        while (!run.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(30));
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        late.SetResult();
        await written.Task;

        Assert.DoesNotContain("too late", bench.ConsoleText, StringComparison.Ordinal);
    }

    /// <summary>A listener, a console port, a log: whatever is closed, full or gone.</summary>
    private sealed class Thrower : IRunListener, IConsolePort, ILoggerFactory, ILogger
    {
        private const string Problem = "standard error is closed";

        public bool MakesLoggers { get; init; }

        public void Handle(RunEvent runEvent) => throw new ObjectDisposedException(null, Problem);

        public void Write(ReadOnlySpan<byte> line) => throw new IOException(Problem);

        public void Release() => throw new IOException(Problem);

        public ILogger CreateLogger(string categoryName) => MakesLoggers ? this : throw new IOException("no log");

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => NullLogger.Instance.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new IOException(Problem);

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class Speechless(bool throws) : Exception
    {
        public override string Message => throws ? throw this : null!;
    }
}
