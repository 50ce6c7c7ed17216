using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Generalization;

namespace OpenLaunch.Steps.Installation;

/// <summary>Makes Windows start the agent at its next start, or at each.</summary>
internal sealed class Scheduling(IBootTask task, ScheduleRequest request)
{
    /// <summary>The acts in their order.</summary>
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
