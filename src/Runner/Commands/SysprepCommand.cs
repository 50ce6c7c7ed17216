using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.Versioning;
using OpenLaunch.Core.Journal;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps.Generalization;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>sysprep</c>: makes this machine one that an image can be made of.</summary>
internal static class SysprepCommand
{
    private const string Verb = "sysprep";

    public static Command Create()
    {
        var shutdown = new Option<bool>("--shutdown", "-s") { Description = "Shut Windows down afterwards." };
        var clean = new Option<bool>("--clean", "-c")
        {
            Description = "For scripts that give it: what was done here is always forgotten.",
        };
        var perBoot = new Option<bool>("--per-boot")
        {
            Description = "Run openlaunch at each start of an instance of the image. Without it: at its first start only.",
        };
        var account = new Option<SysprepAccount>("--account")
        {
            Description = "Whom sysprep.exe runs as: caller, administrator (the built-in one), or auto: whoever calls, but not "
                + "LocalSystem on Windows Server 2025 with desktop, whose images that breaks.",
            CustomParser = ParseAccount,
            HelpName = "auto|administrator|caller",
        };
        var wait = CommonOptions.Duration(
            "--wait", "The longest wait for Windows Setup, servicing and pending restarts.", SysprepWish.DefaultWait);
        var state = CommonOptions.State();
        var insecurePermissions = new Option<bool>("--insecure-permissions")
        {
            Description = "Use an answer file and a script that others than administrators can alter. For a lab only.",
        };
        var dryRun = InstallationActs.DryRun();
        var block = CommonOptions.Block();
        var command = new VerbCommand(
            Verb,
            "Prepares this machine for an image: runs config\\before-sysprep.cmd, forgets what was done here, schedules "
            + "openlaunch, closes Remote Desktop until the image's first start, and generalizes Windows with "
            + "config\\unattend.xml. Called by a "
            + "script of a run, it takes effect when that run's plan has ended.",
            VerbCommand.ActCodes, "sysprep --shutdown", "sysprep --dry-run")
        {
            shutdown, clean, perBoot, account, wait, state, insecurePermissions, dryRun, block,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            CommonOptions.TellOfBlock(parsed, block);
            var folders = StateFolders.Resolve(parsed.GetValue(state), isSimulated: false);
            folders.DemandNoLinks();
            var wish = new SysprepWish
            {
                Shutdown = parsed.GetValue(shutdown), PerBoot = parsed.GetValue(perBoot),
                Account = parsed.GetValue(account), Wait = parsed.GetValue(wait) ?? SysprepWish.DefaultWait,
            };
            var isDryRun = parsed.GetValue(dryRun);
            if (OperatingSystem.IsWindows() && !isDryRun)
                WindowsFolders.Prepare(folders);
            if (!isDryRun && RunLock.IsTaken(folders.State))
                return AskAsync(folders.State, wish, cancellationToken);
            return WindowsOnly.Demand(Verb)
                ? RunAsync(new(folders, parsed.GetValue(insecurePermissions)), wish, isDryRun, cancellationToken)
                : Task.FromResult(ExitCode.Usage);
        });
        return command;
    }

    private static SysprepAccount ParseAccount(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (Enum.GetNames<SysprepAccount>().Contains(text, StringComparer.OrdinalIgnoreCase))
            return Enum.Parse<SysprepAccount>(text, ignoreCase: true);
        result.AddError($"--account: '{text}' is none of auto, administrator and caller.");
        return default;
    }

    /// <summary>Leaves the wish to the run that is under way.</summary>
    private static async Task<int> AskAsync(string stateFolder, SysprepWish wish, CancellationToken cancellationToken)
    {
        try
        {
            using var free = await RunLock.TakeAsync(
                stateFolder, SysprepRequest.Holder, TimeProvider.System, cancellationToken);
        }
        catch (RunLockedException locked) when (SysprepRequest.IsHeldByRun(locked))
        {
            var request = new SysprepRequest(stateFolder);
            request.Make(wish);

            // Left behind by a run that has ended meanwhile, the next run would find it, perhaps on an instance of the image.
            if (RunLock.IsTaken(stateFolder) || request.Take() is null)
            {
                Console.Out.WriteLine("the run that is under way starts Sysprep when its plan has ended");
                return ExitCode.Done;
            }
        }

        throw new UsageException("The run that was under way has just ended. Call 'openlaunch sysprep' again.");
    }

    [SupportedOSPlatform("windows")]
    private static async Task<int> RunAsync(
        SysprepExecution execution, SysprepWish wish, bool isDryRun, CancellationToken cancellationToken)
    {
        var acts = await execution.ActsAsync(wish, Console.Out.WriteLine, cancellationToken);
        if (isDryRun)
            return await InstallationActs.ApplyAsync(acts, isDryRun, cancellationToken);
        await execution.RunAsync(acts, Console.Out, cancellationToken);
        return ExitCode.Done;
    }
}
