using Microsoft.Extensions.Time.Testing;
using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Engine;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps;
using Spectre.Console;

namespace OpenLaunch.Runner.Tests.Logs;

[BuiltProgram("It looks at a part of the program.")]
public sealed class LiveProgressTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly CountingWriter writer = new();
    private readonly LiveProgress progress;
    private readonly Plan plan = new ConfigurationReader(BuiltInSteps.Catalogue).Read(
        "version: 1\nsteps:\n  - step: addRoutes\n  - step: announceReady\n", "plan.yml").Plan;

    public LiveProgressTests()
    {
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(writer),
        });
        progress = new(terminal, time);
        progress.Handle(new RunEvent.RunStarted("r", plan, DryRun: false));
    }

    public void Dispose() => progress.Dispose();

    [Fact]
    public async Task The_list_is_painted_once_a_second_while_a_step_goes_on_and_not_at_all_while_none_does()
    {
        await AdvanceAsync(frames: 5);
        var idle = writer.Paints;
        await AdvanceAsync(frames: 50);
        Assert.Equal(idle, writer.Paints);

        progress.Handle(new RunEvent.StepStarted(Entry, Note: null));
        await AdvanceAsync(frames: 50);

        Assert.InRange(writer.Paints - idle, 2, 7);
        End();
    }

    [Fact]
    public async Task What_happens_is_painted_with_the_next_frame()
    {
        progress.Handle(new RunEvent.StepStarted(Entry, "for the first time"));
        await UntilAsync("for the first time");
        progress.Handle(new RunEvent.StepProgress(Entry, "half-way"));
        await UntilAsync("half-way");
        End();

        Assert.Contains("kept from it", writer.Text, StringComparison.Ordinal);
    }

    private PlanEntry Entry => plan.Entries.First();

    private void End()
    {
        var result = new StepResult(Entry, StepOutcome.Skipped("kept from it"), TimeSpan.FromSeconds(1), []);
        progress.Handle(new RunEvent.StepFinished(result));
        progress.Handle(new RunEvent.RunFinished(new("r", null, RunOutcome.Done, TimeSpan.FromSeconds(1), [result])));
    }

    private async Task AdvanceAsync(int frames)
    {
        for (var frame = 0; frame < frames; frame++)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }

    private async Task UntilAsync(string text)
    {
        while (!writer.Text.Contains(text, StringComparison.Ordinal))
            await AdvanceAsync(frames: 1);
    }

    /// <summary>Counts the times that the list was written, by a part of it.</summary>
    private sealed class CountingWriter : StringWriter
    {
        public string Text
        {
            get
            {
                lock (this)
                    return ToString();
            }
        }

        public int Paints => Text.Split("announceReady").Length - 1;

        public override void Write(char value)
        {
            lock (this)
                base.Write(value);
        }

        public override void Write(string? value)
        {
            lock (this)
                base.Write(value);
        }

        public override void Write(char[] buffer, int index, int count)
        {
            lock (this)
                base.Write(buffer, index, count);
        }
    }
}
