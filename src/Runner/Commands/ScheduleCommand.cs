using System.CommandLine;
using System.Runtime.Versioning;
using OpenLaunch.Core.Journal;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Generalization;
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
            WindowsOnly.Demand(Verb) ? Acts(parsed.GetValue(perBoot), parsed.GetValue(dryRun)) : [],
            parsed.GetValue(dryRun), cancellationToken));
        return command;
    }

    [SupportedOSPlatform("windows")]
    private static IEnumerable<InstallationAct> Acts(bool perBoot, bool isDryRun)
    {
        var folders = StateFolders.Resolve(null, isSimulated: false);
        if (!isDryRun)
            WindowsFolders.Prepare(folders);
        var state = folders.State;
        var request = new ScheduleRequest(Path.Combine(state, ScheduleRequest.FileName));
        return new Scheduling(new WindowsBootTask(Environment.ProcessPath!), request).Acts(perBoot, RunLock.IsTaken(state));
    }
}
