using System.CommandLine;
using System.Runtime.Versioning;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Journal;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.EventLog;
using OpenLaunch.Steps.Generalization;
using OpenLaunch.Steps.Installation;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>install</c>: puts the agent on this machine.</summary>
internal static class InstallCommand
{
    private const string Verb = "install";

    public static Command Create()
    {
        var service = new Option<bool>("--service")
        {
            Description = "Run at starts of Windows as a service in place of the boot task.",
        };
        var watch = new Option<bool>("--watch")
        {
            Description = "Keep the routes right all the time, by a service of its own beside the boot task or --service.",
        };
        var replace = Ec2LaunchReplacement.Option();
        var shims = new Option<bool>("--shims")
        {
            Description = "Also be there where image builds look for EC2Launch: its scripts, its module, EC2Launch.exe.",
        };
        var dryRun = InstallationActs.DryRun();
        var command = new VerbCommand(
            Verb,
            "Installs openlaunch: program files, data folders, event log, boot task or service, PATH; schedules it per "
            + "instance. Doing it again repairs or updates; a configuration and a schedule that are there stay.",
            VerbCommand.ActCodes, "install", "install --dry-run", "install --watch --replace-ec2launch --shims")
        {
            service, watch, shims, replace, dryRun,
        };
        command.SetAction(async (parsed, cancellationToken) => await InstallationActs.ApplyAsync(
            WindowsOnly.Demand(Verb)
                ? Acts(
                    parsed.GetValue(service), parsed.GetValue(watch), parsed.GetValue(shims), parsed.GetValue(replace),
                    AgentCommand.StepsOf(parsed),
                    await Ec2LaunchReplacement.InstallAsync(parsed.GetValue(replace), cancellationToken),
                    InstallationActs.Turn(parsed.GetValue(dryRun), cancellationToken))
                : [],
            parsed.GetValue(dryRun), cancellationToken));
        return command;
    }

    [SupportedOSPlatform("windows")]
    private static IEnumerable<InstallationAct> Acts(
        bool asService, bool watches, bool withShims, bool replaces, CompiledSteps compiled,
        IReadOnlyList<InstallationAct> replacement, Func<string, IDisposable?> takeTurn)
    {
        // First, for it refuses where Amazon's own files are in the way.
        var shims = withShims ? WindowsShims.InstallationActs(replaces) : WindowsShims.RenewalActs();
        var folders = StateFolders.Resolve(null, isSimulated: false);
        var target = WindowsFolders.Program;
        var program = Path.Combine(target, "openlaunch.exe");
        ExtensionHost.DemandSameVersion(compiled, AppContext.BaseDirectory, target);
        var files = new ProgramFiles(target);
        if (!files.AreIn(AppContext.BaseDirectory))
        {
            yield return new InstallationAct(
                $"copy the program to {target}",
                token => RunningServices.WhileStoppedAsync(() => files.Replace(AppContext.BaseDirectory), token));
        }
        else if (!DynamicCode.IsSupported && FormerFiles.In(target).Count > 0) // put there by the installer package
        {
            yield return InstallationAct.Of(
                "remove the files of a former version, which was not native", () => FormerFiles.Remove(target));
        }

        yield return InstallationAct.Of(
            $"make the data folders in {folders.Root}, writable by administrators only", () => WindowsFolders.Prepare(folders));
        using var turn = takeTurn(folders.State); // not before: nothing is opened in a folder that may be a user's
        if (ConfigurationAct(folders) is { } configuration)
            yield return configuration;
        yield return InstallationAct.Of(
            $"write the schema by which editors check a plan to {folders.Configuration}",
            () => InitCommand.WriteSchema(folders.Configuration, compiled));
        foreach (var act in new SysprepFiles(folders).InstallationActs())
            yield return act;
        yield return InstallationAct.Of("register the event log", WindowsEventLog.Register);
        var schedule = new StartSchedule(folders.State);
        if (!File.Exists(schedule.FullPath))
        {
            yield return InstallationAct.Of(
                Scheduling.Describe(StartFrequency.PerInstance), () => schedule.Write(StartFrequency.PerInstance));
        }

        if (asService)
        {
            yield return RunService.Install(program);
        }
        else
        {
            yield return new InstallationAct(
                "register the boot task as it is scheduled", token => RegisterBootTaskAsync(program, schedule.Read(), token));
        }

        foreach (var act in WatchService.Install(program, watches))
            yield return act;
        yield return InstallationAct.Of("add the program to PATH", () => WindowsSearchPath.Add(target));
        foreach (var act in shims.Concat(replacement))
            yield return act;
    }

    /// <summary>A file that is there counts, EC2Launch v2's too, which a default plan beside it would hide.</summary>
    private static InstallationAct? ConfigurationAct(StateFolders folders)
    {
        if (ConfigurationSource.Find(folders) is { } counts)
        {
            return counts != folders.AgentConfiguration ? null : InstallationAct.Of(
                $"leave {counts} as the configuration that counts", () => { });
        }

        var configuration = Path.Combine(folders.Configuration, StateFolders.ConfigurationName);
        return InstallationAct.Of(
            $"write the default plan to {configuration}",
            () => AtomicFile.Write(configuration, ConfigurationSource.BuiltInText()));
    }

    /// <summary>An update must not take back what was scheduled.</summary>
    [SupportedOSPlatform("windows")]
    private static async Task RegisterBootTaskAsync(string program, StartWish wish, CancellationToken cancellationToken)
    {
        var task = new WindowsBootTask(program);
        var isEnabled = wish.KeepsBootTask || await task.ReadAsync(cancellationToken) == BootTaskState.Enabled;
        await task.RegisterAsync(isEnabled ? BootTaskState.Enabled : BootTaskState.Disabled, cancellationToken);
    }
}
