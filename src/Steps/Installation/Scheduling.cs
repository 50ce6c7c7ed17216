using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Generalization;

namespace OpenLaunch.Steps.Installation;

/// <summary>Sets at which starts of Windows the agent runs.</summary>
internal sealed class Scheduling(IBootTask task, string stateFolder)
{
    private readonly StartSchedule schedule = new(stateFolder);
    private readonly ScheduleRequest request = ScheduleRequest.In(stateFolder);

    /// <param name="isRunning">Whether a run is under way, whose last step would disable the boot task again.</param>
    public IEnumerable<InstallationAct> Acts(StartFrequency starts, bool isRunning)
    {
        yield return InstallationAct.Of(Describe(starts), () => schedule.Write(starts));
        if (starts == StartFrequency.Never)
        {
            yield return InstallationAct.Of("take back what was asked of the next start", request.Clear);
            yield return new InstallationAct(
                "disable the boot task", token => task.RegisterAsync(BootTaskState.Disabled, token));
            yield break;
        }

        if (isRunning && starts == StartFrequency.Once)
        {
            yield return InstallationAct.Of(
                "ask the run that is under way to keep the boot task enabled", () => request.Make(keep: true));
        }

        yield return new InstallationAct(
            "enable the boot task", token => task.RegisterAsync(BootTaskState.Enabled, token));
    }

    /// <summary>Has a step run at each start, beside what the plan has for it.</summary>
    public IEnumerable<InstallationAct> Acts(ScheduledStep step)
    {
        yield return InstallationAct.Of($"run {step.Step} at each start", () => schedule.Add(step));
        yield return new InstallationAct(
            "enable the boot task", token => task.RegisterAsync(BootTaskState.Enabled, token));
    }

    /// <summary>What it means to schedule so.</summary>
    public static string Describe(StartFrequency starts) => starts switch
    {
        StartFrequency.Never => "schedule openlaunch for no start",
        StartFrequency.Once => "schedule openlaunch for the next start only",
        StartFrequency.PerBoot => "schedule openlaunch for each start",
        _ => "schedule openlaunch for each start: on a new instance the whole plan, else routes, time and activation",
    };
}
