using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
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
}
