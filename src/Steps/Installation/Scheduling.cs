using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Generalization;

namespace OpenLaunch.Steps.Installation;

/// <summary>Makes Windows start the agent at its next start, or at each.</summary>
/// <param name="task">The boot task.</param>
/// <param name="request">The wish for another run.</param>
public sealed class Scheduling(IBootTask task, ScheduleRequest request)
{
    /// <summary>The acts in their order.</summary>
    /// <param name="perBoot">Whether the agent runs at each start.</param>
    /// <param name="isRunning">Whether a run is under way, whose end would disable the boot task.</param>
    public IEnumerable<InstallationAct> Acts(bool perBoot, bool isRunning)
    {
        yield return InstallationAct.Of(
            perBoot ? "schedule openlaunch for each start" : "schedule openlaunch for the next start only",
            () => request.SetPerBoot(perBoot));
        if (isRunning)
        {
            yield return InstallationAct.Of(
                "ask the run that is under way to keep the boot task enabled", () => request.Make(keep: true));
        }

        yield return new InstallationAct(
            "enable the boot task", token => task.RegisterAsync(BootTaskState.Enabled, token));
    }
}
