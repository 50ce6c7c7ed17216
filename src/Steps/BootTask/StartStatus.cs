using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;

namespace OpenLaunch.Steps.BootTask;

/// <summary>How this start of Windows stands: the latest run may be that of an earlier start or of another machine.</summary>
internal sealed record StartStatus(RunStatus Run, string? Note)
{
    /// <summary>Decides. Pure: reads nothing.</summary>
    /// <param name="now">This start and this machine; null where they cannot be told.</param>
    /// <param name="settledBoot">The start at which there was nothing to do, so that the journal has no run of it.</param>
    public static StartStatus Of(RunStatus run, HostFacts? now, StartWish wish, string? settledBoot)
    {
        if (now is null || run.State is RunState.Running || run.BootId is null)
            return new(run, null);
        if (run.MachineId != now.MachineId)
        {
            return new(
                new(RunState.NeverRan, null, null, null, null, []) { Repair = run.Repair },
                $"the journal is that of another machine{(run.InstanceId is { } id ? $", {id}" : "")}");
        }

        if (run.BootId == now.BootId || run.State == RunState.Restarting)
            return new(run, null);
        if (settledBoot == now.BootId)
            return new(run, "Windows has started since; nothing was to do at this start");
        return wish.KeepsBootTask
            ? new(run with { State = RunState.Pending }, null)
            : new(run, "Windows has started since; nothing is scheduled for this start");
    }
}
