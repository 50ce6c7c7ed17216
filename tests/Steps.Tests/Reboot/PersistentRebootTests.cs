using Microsoft.Extensions.Time.Testing;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Reboot;
using OpenLaunch.Steps.Sysprep;
using OpenLaunch.Steps.Tests.Engine;
using OpenLaunch.Steps.Tests.Simulation;

namespace OpenLaunch.Steps.Tests.Reboot;

public class PersistentRebootTests
{
    private readonly FakeTimeProvider time = new() { AutoAdvanceAmount = TimeSpan.FromMilliseconds(100) };
    private readonly RecordedLog log = new();

    [Fact]
    public async Task A_restart_that_is_accepted_is_asked_for_once()
    {
        var machine = new TestMachine();
        await RequestAsync(machine);
        Assert.Equal(2, machine.State.BootId);
        Assert.Empty(log.Lines);
    }

    [Theory]
    [InlineData(1115, true)] // it shuts down
    [InlineData(1190, true)] // it does so in a while: a script said 'shutdown /r /t 60'
    [InlineData(5, false)]
    public void A_restart_that_somebody_else_asked_for_is_one(int error, bool isUnderWay) =>
        Assert.Equal(isUnderWay, WindowsRebootNative.IsUnderWay(error));

    [Fact]
    public async Task A_Windows_that_is_not_ready_is_asked_again_until_it_is()
    {
        var machine = new TestMachine(state => state.RestartFaults.NotReady = 3);
        var start = time.GetUtcNow();
        await RequestAsync(machine);
        Assert.Equal(2, machine.State.BootId);
        Assert.InRange(time.GetUtcNow() - start, TimeSpan.FromSeconds(6), TimeSpan.FromMinutes(2));
        Assert.Contains("It is asked again each 2 s.", Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tool_of_Windows_is_tried_once_when_Windows_is_not_ready_for_two_minutes()
    {
        var machine = new TestMachine(state => state.RestartFaults.NotReady = 1000);
        await RequestAsync(machine);
        Assert.Equal(2, machine.State.BootId);
        Assert.Equal(1000 - 61, machine.State.RestartFaults.NotReady);
        Assert.EndsWith("shutdown.exe is tried.", log.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restart_that_was_accepted_and_aborted_is_asked_for_again_after_five_minutes()
    {
        var machine = new TestMachine(state => state.RestartFaults.Aborted = 1);
        var start = time.GetUtcNow();
        await RequestAsync(machine);
        Assert.Equal(2, machine.State.BootId);
        Assert.True(time.GetUtcNow() - start >= TimeSpan.FromMinutes(5));
        Assert.EndsWith("still running 5 minutes later; it is asked again.", Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restart_that_is_always_aborted_fails_so_that_the_run_can_go_on()
    {
        var machine = new TestMachine(state => state.RestartFaults.Aborted = 1000);
        var failure = await Assert.ThrowsAsync<WindowsException>(() => RequestAsync(machine));
        Assert.Contains("for the second time", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, machine.State.BootId);
    }

    [Fact]
    public async Task A_restart_that_is_denied_in_both_ways_fails_at_once_with_both_reasons()
    {
        var machine = new TestMachine(state => state.RestartFaults.Denied = true);
        var failure = await Assert.ThrowsAsync<WindowsException>(() => RequestAsync(machine));
        Assert.Contains("access is denied (5)", failure.Message, StringComparison.Ordinal);
        Assert.Contains("shutdown.exe /r /t 0 /f", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, machine.State.BootId);
    }

    [Fact]
    public async Task No_restart_is_asked_for_before_Windows_Setup_is_over()
    {
        var machine = new TestMachine(
            state => state.Setup = new() { SystemSetupInProgress = 1, SetupType = 2, EndsAfterMilliseconds = 1_500 });
        await RequestAsync(machine);
        Assert.Equal(2, machine.State.BootId);
        Assert.Equal(0, machine.State.Setup.SetupType);
        Assert.StartsWith(
            "The restart waits for the end of Windows Setup "
            + "(SysprepState=IMAGE_STATE_COMPLETE, SystemSetupInProgress=1, SetupType=2)",
            Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restart_within_a_Setup_that_does_not_end_is_refused()
    {
        var machine = new TestMachine(state => state.Setup.OobeInProgress = 1);
        var failure = await Assert.ThrowsAsync<WindowsException>(() => RequestAsync(machine));
        Assert.Contains("OOBEInProgress=1", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, machine.State.BootId);
    }

    [Fact]
    public async Task A_run_that_is_ended_by_the_shutdown_itself_has_had_its_restart()
    {
        var machine = new TestMachine(state => state.RestartFaults.Aborted = 1);
        await NewReboot(machine).RequestAsync("a rename", new CancellationToken(canceled: true));
        Assert.Equal(0, machine.State.RestartFaults.Aborted);
    }

    private PersistentReboot NewReboot(TestMachine machine) => new(
        new SimulatedReboot(machine.Machine, time), new SimulatedSysprepState(machine.Machine, time), time, log);

    private async Task RequestAsync(TestMachine machine)
    {
        var request = NewReboot(machine).RequestAsync("a rename", TestContext.Current.CancellationToken);
        while (!request.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Yield();
        }

        await request;
    }
}
