using System.CommandLine;
using System.Runtime.Versioning;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.EventLog;
using OpenLaunch.Steps.Generalization;
using OpenLaunch.Steps.Installation;
using OpenLaunch.Steps.Permissions;
using OpenLaunch.Steps.RegistryValues;
using OpenLaunch.Steps.Wallpaper;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>uninstall</c>: removes what <c>install</c> made; what is the operator's stays unless it is purged.</summary>
internal static class UninstallCommand
{
    private const string Verb = "uninstall";

    public static Command Create()
    {
        var keepProgram = new Option<bool>("--keep-program")
        {
            Description = "Leave the program files: for an installer that removes them itself.",
        };
        var purge = new Option<bool>("--purge")
        {
            Description = "Remove configuration, custom steps and state too, for good.",
        };
        var dryRun = InstallationActs.DryRun();
        var command = new VerbCommand(
            Verb, "Removes openlaunch: boot task, services, event log, PATH, program files. Configuration, custom steps, state "
            + "and logs stay for a later installation.",
            VerbCommand.ActCodes, "uninstall", "uninstall --purge")
        {
            keepProgram, purge, dryRun,
        };
        command.SetAction(async (parsed, cancellationToken) => await InstallationActs.ApplyAsync(
            WindowsOnly.Demand(Verb)
                ? (await Ec2LaunchReplacement.UninstallAsync(cancellationToken))
                    .Concat(Acts(
                        parsed.GetValue(keepProgram), parsed.GetValue(purge),
                        InstallationActs.Turn(parsed.GetValue(dryRun), cancellationToken)))
                : [],
            parsed.GetValue(dryRun), cancellationToken));
        return command;
    }

    [SupportedOSPlatform("windows")]
    private static IEnumerable<InstallationAct> Acts(bool keepProgram, bool purges, Func<string, IDisposable?> takeTurn)
    {
        var folders = StateFolders.Resolve(null, isSimulated: false);
        var target = WindowsFolders.Program;

        // Where somebody else's folder is in that place, nothing of ours was set there.
        var isOurs = Directory.Exists(folders.State)
            && new WindowsFolderPermissions(trustsItself: true).IsOwnerTrusted(folders.State);
        var turn = isOurs ? takeTurn(folders.State) : null;
        using (turn)
        {
            foreach (var act in RegistrationActs(target))
                yield return act;
        }

        foreach (var folder in purges ? new[] { folders.Configuration, folders.State } : [])
        {
            yield return InstallationAct.Of($"remove {folder}", () =>
            {
                if (Directory.Exists(folder))
                    Directory.Delete(folder, recursive: true);
            });
        }

        if (keepProgram)
            yield break;
        yield return InstallationAct.Of($"remove {target}", () =>
        {
            foreach (var file in new ProgramFiles(target).Remove())
                Console.Error.WriteLine($"still in use, remove it by hand: {file}");
        });
    }

    [SupportedOSPlatform("windows")]
    private static IEnumerable<InstallationAct> RegistrationActs(string target)
    {
        yield return new InstallationAct("remove the boot task", WindowsBootTask.RemoveAsync);
        yield return RunService.Remove();
        yield return WatchService.Remove();
        yield return InstallationAct.Of("remove the event log", WindowsEventLog.Unregister);
        yield return new InstallationAct(
            "let no logon draw on the wallpaper", token => WallpaperSettings.RemoveAsync(new WindowsRegistry(), token));
        yield return InstallationAct.Of("remove the program from PATH", () => WindowsSearchPath.Remove(target));
        foreach (var act in WindowsShims.RemovalActs())
            yield return act;
    }
}
