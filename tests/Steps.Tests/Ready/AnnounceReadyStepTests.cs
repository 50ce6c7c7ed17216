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

    [Theory]
    [InlineData(null, "no_user_data")]
    [InlineData("<powershell>1</powershell>", "xml")]
    [InlineData("version: 1.1\ntasks:\n- task: startSsm\n", "yaml_1.1")]
    [InlineData("nothing that anybody reads", "unrecognized")]
    public async Task In_the_style_of_EC2Launch_v2_the_form_of_the_user_data_stands_before_Ready(string? userData, string form)
    {
        var context = TestStepContext.Create(new ChangeScope(), new TestMetadata { UserData = userData });
        context.Printed.Style = ConsoleStyle.V2;

        await RunAsync(context);

        Assert.Equal([$"User data format: {form}", "Message: Windows is Ready to use"], context.Printed.Texts);
    }

    [Fact]
    public async Task Metadata_that_does_not_answer_costs_that_line_and_no_other()
    {
        using var metadata = TestMetadata.Disabled();
        var context = TestStepContext.Create(new ChangeScope(), metadata);
        context.Printed.Style = ConsoleStyle.V2;

        Assert.Equal(StepOutcome.Done, await RunAsync(context));
        Assert.Equal(["Message: Windows is Ready to use"], context.Printed.Texts);
    }

    private static Task<StepOutcome> RunAsync(TestStepContext context) =>
        new AnnounceReadyStep(BuiltInSteps.Catalogue).RunAsync(new NoInputs(), context, TestContext.Current.CancellationToken);
}
