using System.CommandLine;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps.Generalization;
using OpenLaunch.Steps.Permissions;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>reset</c>: forgets what the agent did here.</summary>
internal static class ResetCommand
{
    public static Command Create()
    {
        var state = CommonOptions.State();
        var dryRun = InstallationActs.DryRun();
        var clean = new Option<bool>("--clean", "-c") { Description = "Remove the logs too." };
        var block = CommonOptions.Block();
        var command = new VerbCommand(
            "reset",
            "Forgets what was done on this machine. The next run starts as on a new instance. Called by a script of a "
            + "run, it takes effect when that run's plan has ended.", VerbCommand.ActCodes, "reset", "reset --dry-run")
        {
            state, clean, dryRun, block,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            CommonOptions.TellOfBlock(parsed, block);
            var folders = StateFolders.Resolve(parsed.GetValue(state), isSimulated: false);
            if (OperatingSystem.IsWindows() && !parsed.GetValue(dryRun))
                WindowsFolders.Prepare(folders);
            folders.DemandNoLinks();
            var folder = folders.State;
            var cleans = parsed.GetValue(clean);
            if (!Directory.Exists(folder))
                Console.Out.WriteLine($"There is nothing to forget in {folder}.");
            else if (parsed.GetValue(dryRun))
            {
                Console.Out.WriteLine($"would forget the journal in {folder}");
                if (cleans)
                    Console.Out.WriteLine($"would remove the logs in {folders.Log}");
            }
            else if (await new StateReset(folder, TimeProvider.System).ApplyAsync(cancellationToken))
            {
                Console.Out.WriteLine($"forgot the journal in {folder}");
                if (cleans)
                    RemoveLogs(folders.Log);
            }
            else
                Console.Out.WriteLine($"the run that is under way forgets the journal in {folder} when its plan has ended");
            return ExitCode.Done;
        });
        return command;
    }

    private static void RemoveLogs(string folder)
    {
        if (!Directory.Exists(folder))
            return;
        foreach (var entry in FolderTree.FilesAndLinks(folder).ToList())
            entry.Delete();
        Console.Out.WriteLine($"removed the logs in {folder}");
    }
}
