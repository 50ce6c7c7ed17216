using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;
using OpenLaunch.Steps.BootTask;

namespace OpenLaunch.Steps.Tests.BootTask;

public class StartStatusTests
{
    [Theory]
    // The run of this start stands as it is, whatever is scheduled.
    [InlineData(RunState.Ok, "boot-2", "m1", "perInstance", null, RunState.Ok)]
    [InlineData(RunState.Failed, "boot-2", "m1", "never", null, RunState.Failed)]
    [InlineData(RunState.Refused, "boot-2", "m1", "perBoot", null, RunState.Refused)]
    [InlineData(RunState.Interrupted, "boot-2", "m1", "perBoot", null, RunState.Interrupted)]
    // Windows has started since.
    [InlineData(RunState.Ok, "boot-1", "m1", "perInstance", null, RunState.Pending)]
    [InlineData(RunState.Failed, "boot-1", "m1", "perBoot", null, RunState.Pending)]
    [InlineData(RunState.Interrupted, "boot-1", "m1", "perBoot", null, RunState.Pending)]
    [InlineData(RunState.Ok, "boot-1", "m1", "never", null, RunState.Ok)]
    [InlineData(RunState.Ok, "boot-1", "m1", "once", null, RunState.Ok)]
    [InlineData(RunState.Ok, "boot-1", "m1", null, null, RunState.Ok)]
    [InlineData(RunState.Ok, "boot-1", "m1", "perInstance", "boot-2", RunState.Ok)]
    [InlineData(RunState.Ok, "boot-1", "m1", "perInstance", "boot-1", RunState.Pending)]
    [InlineData(RunState.Restarting, "boot-1", "m1", "never", null, RunState.Restarting)]
    // A copy of the disk.
    [InlineData(RunState.Ok, "boot-2", "m2", "perInstance", null, RunState.NeverRan)]
    [InlineData(RunState.Failed, "boot-1", "m2", "never", "boot-2", RunState.NeverRan)]
    // A run that holds the lock is under way, whatever the journal says.
    [InlineData(RunState.Running, "boot-1", "m2", "never", null, RunState.Running)]
    public void The_latest_run_is_told_as_it_stands_for_this_start(
        RunState state, string boot, string machine, string? wish, string? settled, RunState expected)
    {
        var run = new RunStatus(state, "run-1", "i-1", null, null, []) { BootId = boot, MachineId = machine };
        StartFrequency? starts = wish is null ? null : Enum.Parse<StartFrequency>(wish, ignoreCase: true);

        var status = StartStatus.Of(run, new HostFacts("boot-2", "m1"), new StartWish(starts), settled);

        Assert.Equal(expected, status.Run.State);
        var isAsItStands = status.Run == run && status.Run.BootId == "boot-2";
        Assert.True(isAsItStands || expected is RunState.Pending or RunState.Restarting or RunState.Running || status.Note is not null);
    }

    [Fact]
    public void A_machine_that_cannot_be_told_is_taken_for_the_same_one()
    {
        var run = new RunStatus(RunState.Ok, "run-1", null, null, null, []) { BootId = "boot-1", MachineId = "m1" };

        Assert.Equal(new StartStatus(run, null), StartStatus.Of(run, null, new StartWish(StartFrequency.PerBoot), null));
    }
}
