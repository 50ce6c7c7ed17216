using Microsoft.Extensions.Time.Testing;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Simulation;
using OpenLaunch.Steps.Sysprep;
using OpenLaunch.Steps.Tests.Engine;
using OpenLaunch.Steps.Tests.Simulation;

namespace OpenLaunch.Steps.Tests.Sysprep;

public class WaitForSysprepStepTests
{
    [Theory]
    [InlineData("IMAGE_STATE_COMPLETE")]
    [InlineData("image_state_complete")]
    public async Task Says_complete_at_once_where_nothing_is_to_wait_for(string state)
    {
        var (run, context, _) = Start(state);

        Assert.Same(StepOutcome.Done, await run);
        Assert.Equal(["Windows sysprep configuration complete."], context.Printed.Texts);
        Assert.Empty(context.Changes);
    }

    [Fact]
    public async Task Goes_on_as_soon_as_Windows_is_set_up()
    {
        var (run, context, machine) = Start("IMAGE_STATE_UNDEPLOYABLE");
        Assert.False(run.IsCompleted);

        machine.Test.Machine.Happen(state => state.Windows.ImageState = "IMAGE_STATE_COMPLETE");

        Assert.Same(StepOutcome.Done, await run);
        Assert.Equal(
            ["Windows is being configured. SysprepState=IMAGE_STATE_UNDEPLOYABLE", "Windows sysprep configuration complete."],
            context.Printed.Texts);
    }

    [Fact]
    public async Task Reports_each_minute_and_fails_after_the_bound()
    {
        var (run, context, machine) = Start("IMAGE_STATE_UNDEPLOYABLE", TimeSpan.FromMinutes(3));
        await AdvanceAsync(run, context, machine, 60, 60, 60);

        var outcome = Assert.IsType<StepOutcome.FailedOutcome>(await run);

        Assert.StartsWith(
            "Windows Setup has not finished after 180 s: SysprepState=IMAGE_STATE_UNDEPLOYABLE, expected IMAGE_STATE_COMPLETE.",
            outcome.Message, StringComparison.Ordinal);
        Assert.Equal(
            Enumerable.Repeat("Windows is still being configured. SysprepState=IMAGE_STATE_UNDEPLOYABLE", 2), context.Reports);
        Assert.Equal(["Windows is being configured. SysprepState=IMAGE_STATE_UNDEPLOYABLE"], context.Printed.Texts);
    }

    [Fact]
    public async Task Keeps_waiting_while_the_state_cannot_be_read()
    {
        var (run, context, machine) = Start(null);
        Assert.False(run.IsCompleted);

        machine.Test.Machine.Happen(state => state.Windows.ImageState = "IMAGE_STATE_COMPLETE");

        Assert.Same(StepOutcome.Done, await run);
        Assert.Contains("Unable to determine SysprepState", context.Log.Lines);
    }

    [Fact]
    public async Task A_simulated_machine_is_set_up_after_its_stated_time()
    {
        var (run, context, machine) = Start("IMAGE_STATE_UNDEPLOYABLE", completesAfterMilliseconds: 90_000);

        await AdvanceAsync(run, context, machine, 60, 30);

        Assert.Same(StepOutcome.Done, await run);
        Assert.Null(machine.Test.State.Windows.CompletesAfterMilliseconds);
        Assert.Equal("IMAGE_STATE_COMPLETE", machine.Test.State.Windows.ImageState);
    }

    [Theory]
    [InlineData("systemSetupInProgress", "SysprepState=IMAGE_STATE_COMPLETE, SystemSetupInProgress=1")]
    [InlineData("setupType", "SysprepState=IMAGE_STATE_COMPLETE, SetupType=1")]
    [InlineData("oobeInProgress", "SysprepState=IMAGE_STATE_COMPLETE, OOBEInProgress=1")]
    public async Task A_flag_of_Setup_that_stands_keeps_it_waiting_though_the_image_state_is_complete(string flag, string told)
    {
        var (run, context, machine) = Start("IMAGE_STATE_COMPLETE", set: setup =>
        {
            setup.SystemSetupInProgress = flag == "systemSetupInProgress" ? 1 : 0;
            setup.SetupType = flag == "setupType" ? 1 : 0;
            setup.OobeInProgress = flag == "oobeInProgress" ? 1 : 0;
        });
        Assert.False(run.IsCompleted);

        machine.Test.Machine.Happen(state => state.Setup = new());

        Assert.Same(StepOutcome.Done, await run);
        Assert.Equal([$"Windows is being configured. {told}", "Windows sysprep configuration complete."], context.Printed.Texts);
    }

    [Fact]
    public async Task The_image_state_is_complete_some_moments_before_Setup_is_over()
    {
        var (run, context, machine) = Start(
            "IMAGE_STATE_UNDEPLOYABLE", completesAfterMilliseconds: 30_000,
            set: setup => (setup.SetupType, setup.EndsAfterMilliseconds) = (2, 1_500));

        await AdvanceAsync(run, context, machine, 30);
        await machine.Watches.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("IMAGE_STATE_COMPLETE", machine.Test.State.Windows.ImageState);
        Assert.False(run.IsCompleted);
        ((FakeTimeProvider)context.Time).Advance(TimeSpan.FromMilliseconds(1_500));

        Assert.Same(StepOutcome.Done, await run);
    }

    [Fact]
    public async Task Tells_which_flag_stands_when_the_bound_is_over()
    {
        var (run, _, _) = Start("IMAGE_STATE_COMPLETE", TimeSpan.Zero, set: setup => setup.SetupType = 2);
        Assert.StartsWith(
            "Windows Setup has not finished after 0 s: SysprepState=IMAGE_STATE_COMPLETE, SetupType=2, "
            + "expected IMAGE_STATE_COMPLETE alone.",
            Assert.IsType<StepOutcome.FailedOutcome>(await run).Message, StringComparison.Ordinal);
    }

    private static async Task AdvanceAsync(Task run, TestStepContext context, NotedState state, params int[] seconds)
    {
        foreach (var pause in seconds)
        {
            await state.Watches.WaitAsync(TestContext.Current.CancellationToken);
            Assert.False(run.IsCompleted);
            ((FakeTimeProvider)context.Time).Advance(TimeSpan.FromSeconds(pause));
        }
    }

    private static (Task<StepOutcome> Run, TestStepContext Context, NotedState State) Start(
        string? imageState, TimeSpan? timeout = null, int? completesAfterMilliseconds = null, Action<SetupFlags>? set = null)
    {
        var machine = new TestMachine(state =>
        {
            state.Windows.ImageState = imageState;
            state.Windows.CompletesAfterMilliseconds = completesAfterMilliseconds;
            set?.Invoke(state.Setup);
        });
        var context = TestStepContext.Create(machine.Scope);
        var state = new NotedState(machine, context.Time);
        var inputs = new WaitForSysprepInputs { Timeout = timeout ?? TimeSpan.FromMinutes(30) };
        return (new WaitForSysprepStep(state).RunAsync(inputs, context, TestContext.Current.CancellationToken), context, state);
    }

    /// <summary>Tells the test when a watch stands, so that the clock is not moved before.</summary>
    private sealed class NotedState(TestMachine machine, TimeProvider time) : ISysprepState
    {
        private readonly SimulatedSysprepState state = new(machine.Machine, time);

        public SemaphoreSlim Watches { get; } = new(0);

        public TestMachine Test => machine;

        public SetupState Read() => state.Read();

        public Task WaitForChangeAsync(TimeSpan bound, CancellationToken cancellationToken)
        {
            var watch = state.WaitForChangeAsync(bound, cancellationToken);
            Watches.Release();
            return watch;
        }
    }
}
