using System.CommandLine;
using System.Runtime.Versioning;
using OpenLaunch.Core.Journal;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Installation;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>schedule</c>: makes Windows start openlaunch when it starts.</summary>
internal static class ScheduleCommand
{
    private const string Verb = "schedule";

    public static Command Create()
    {
        var perBoot = new Option<bool>("--per-boot")
        {
            Description = "At each start, until 'openlaunch unschedule'. Without it: at the next start only.",
        };
        var dryRun = InstallationActs.DryRun();
        var command = new Command(
            Verb,
            "Makes Windows start openlaunch at its next start. Called by a script of a run, it counts for the start after that "
            + "run. Example: openlaunch schedule")
        {
            perBoot, dryRun,
        };
        command.SetAction((parsed, cancellationToken) => InstallationActs.ApplyAsync(
            WindowsOnly.Demand(Verb) ? Acts(parsed.GetValue(perBoot)) : [], parsed.GetValue(dryRun), cancellationToken));
        return command;
    }

    [SupportedOSPlatform("windows")]
    private static IEnumerable<InstallationAct> Acts(bool perBoot)
    {
        var state = StateFolders.Resolve(null, isSimulated: false).State;
        var request = new ScheduleRequest(Path.Combine(state, StateFolders.ScheduleRequestName));
        yield return InstallationAct.Of(
            perBoot ? "schedule openlaunch for each start" : "schedule openlaunch for the next start only",
            () => request.SetPerBoot(perBoot));
        if (RunLock.IsTaken(state))
        {
            yield return InstallationAct.Of(
                "ask the run that is under way to keep the boot task enabled", () => request.Make(keep: true));
        }

        yield return new InstallationAct(
            "enable the boot task",
            token => new WindowsBootTask(Environment.ProcessPath!).RegisterAsync(BootTaskState.Enabled, token));
    }
}
