using OpenLaunch.Core.Console;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Ready;
using OpenLaunch.Steps.Tests.Engine;

namespace OpenLaunch.Steps.Tests.Ready;

public class AnnounceReadyStepTests
{
    [Fact]
    public async Task Prints_the_line_that_tools_wait_for_and_then_lets_go_of_the_port()
    {
        var context = TestStepContext.Create(new ChangeScope());
        Assert.Equal(StepOutcome.Done, await RunAsync(context));
        Assert.Equal([(ConsoleTopic.Ready, "Message: Windows is Ready to use")], context.Printed.Lines);
        Assert.Equal(1, context.Printed.Releases);
    }

    [Fact]
    public async Task Is_not_done_when_the_line_did_not_leave_the_port()
    {
        var context = TestStepContext.Create(new ChangeScope());
        context.Printed.LinesLeave = false;
        Assert.StartsWith(
            "'Message: Windows is Ready to use' did not reach the instance console",
            Assert.IsType<StepOutcome.FailedOutcome>(await RunAsync(context)).Message, StringComparison.Ordinal);
        Assert.Equal(1, context.Printed.Releases);
    }

    [Fact]
    public async Task A_dry_run_announces_nothing()
    {
        var context = TestStepContext.Create(new ChangeScope(), dryRun: true);
        Assert.Equal(StepOutcome.Done, await RunAsync(context));
        Assert.Empty(context.Printed.Lines);
        Assert.Equal(0, context.Printed.Releases);
    }

    private static Task<StepOutcome> RunAsync(TestStepContext context) =>
        new AnnounceReadyStep().RunAsync(new NoInputs(), context, TestContext.Current.CancellationToken);
}
