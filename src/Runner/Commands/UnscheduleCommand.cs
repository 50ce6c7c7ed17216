using System.CommandLine;
using System.Runtime.Versioning;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Generalization;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>unschedule</c>: keeps Windows from starting openlaunch when it starts.</summary>
internal static class UnscheduleCommand
{
    private const string Verb = "unschedule";

    public static Command Create()
    {
        var dryRun = InstallationActs.DryRun();
        var command = new Command(
            Verb, "Keeps Windows from starting openlaunch when it starts. The boot task stays, disabled. "
            + "Example: openlaunch unschedule")
        {
            dryRun,
        };
        command.SetAction((parsed, cancellationToken) =>
            InstallationActs.ApplyAsync(
                WindowsOnly.Demand(Verb) ? Acts(parsed.GetValue(dryRun)) : [], parsed.GetValue(dryRun), cancellationToken));
        return command;
    }

    [SupportedOSPlatform("windows")]
    private static IEnumerable<InstallationAct> Acts(bool isDryRun)
    {
        var folders = StateFolders.Resolve(null, isSimulated: false);
        if (!isDryRun)
            WindowsFolders.Prepare(folders);
        var state = folders.State;
        var request = new ScheduleRequest(Path.Combine(state, ScheduleRequest.FileName));
        yield return InstallationAct.Of("take back what was scheduled", () =>
        {
            request.Clear();
            request.SetPerBoot(false);
        });
        yield return new InstallationAct(
            "disable the boot task",
            token => new WindowsBootTask(Environment.ProcessPath!).RegisterAsync(BootTaskState.Disabled, token));
    }
}
