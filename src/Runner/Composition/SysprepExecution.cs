using System.Runtime.Versioning;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;
using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Generalization;
using OpenLaunch.Steps.HostIdentity;
using OpenLaunch.Steps.Installation;
using OpenLaunch.Steps.InstanceInfo;
using OpenLaunch.Steps.Permissions;
using OpenLaunch.Steps.RegistryValues;
using OpenLaunch.Steps.Scripts;
using OpenLaunch.Steps.Services;
using OpenLaunch.Steps.Sysprep;
using OpenLaunch.Steps.Wallpaper;

namespace OpenLaunch.Runner.Composition;

/// <summary>Puts the acts of <c>sysprep</c> together, and does them.</summary>
[SupportedOSPlatform("windows")]
internal sealed class SysprepExecution(StateFolders folders, bool allowsUntrustedFiles)
{
    private static readonly TimeProvider Time = TimeProvider.System;

    /// <summary>The acts in their order, after all that can be checked beforehand.</summary>
    /// <param name="tell">Told that it waits, and for what.</param>
    /// <exception cref="MachineException">Windows is one that no waiting makes ready for Sysprep.</exception>
    public async Task<IReadOnlyList<InstallationAct>> ActsAsync(
        SysprepWish wish, Action<string> tell, CancellationToken cancellationToken)
    {
        var files = new SysprepFiles(folders);
        if (!allowsUntrustedFiles)
            new TrustedFiles(new WindowsFolderPermissions()).Demand([files.Unattend, files.Script]);
        var (unattend, name) = files.ReadUnattend();
        var (state, accounts) = (new WindowsSysprepState(Time), new WindowsLocalAccounts());
        var gate = new SysprepGate(new WindowsSysprepFacts(state), accounts, tell, Time);
        var plan = new GeneralizationPlan
        {
            Shutdown = wish.Shutdown,
            Account = wish.Account,
            Administrator = (await gate.JudgeAsync(wish.Account, cancellationToken)).Administrator,
            Wait = wish.Wait,
            Unattend = UnattendFile.Read(unattend, name)
                .Fill(
                    WindowsRegionalSettings.Language, WindowsRegionalSettings.UiLanguage,
                    $"\"{ExtensionHost.Registered}\" specialize"),
            UnattendPath = FilledUnattend(folders),
            Script = File.Exists(files.Script) ? files.Script : null,
            LogFolder = folders.Log,
        };
        var ports = new GeneralizationPorts(
            new WindowsSysprep(Time), state, RemoteDesktop(folders),
            new WindowsProcessRunner(folders.Scripts.WorkFolder, Time), accounts, gate);
        var ofAgent = await ActsOfAgentAsync(wish, cancellationToken);
        return [.. new Generalization(ports, Time).Acts(plan, ofAgent)];
    }

    /// <summary>
    /// Where the answer file stands that Sysprep gets. Windows keeps a copy for its passes (Microsoft Learn, "Windows Setup
    /// Automation Overview"), so that a new instance needs it no longer; it may hold passwords.
    /// </summary>
    public static string FilledUnattend(StateFolders folders) => Path.Combine(folders.State, "sysprep-unattend.xml");

    /// <summary>Remote Desktop as Sysprep closes it.</summary>
    public static RememberedRemoteDesktop RemoteDesktop(StateFolders folders) =>
        new(new WindowsRemoteDesktop(), folders.State, new WindowsHostIdentity(Time).MachineId);

    /// <summary>Does the acts, and keeps every run away meanwhile.</summary>
    /// <param name="tell">Told each, besides the agent's log.</param>
    /// <param name="cancellationToken">Cancels between the acts; Sysprep itself goes on.</param>
    /// <exception cref="RunLockedException">A run is under way.</exception>
    public async Task RunAsync(IReadOnlyList<InstallationAct> acts, TextWriter tell, CancellationToken cancellationToken)
    {
        WindowsFolders.Prepare(folders);
        using var held = await RunLock.TakeAsync(folders.State, SysprepRequest.Holder, Time, cancellationToken);
        using var log = AgentLog.Open(folders.Log);
        await LoggedActs.ApplyAsync(acts, log.CreateLogger("sysprep"), tell, cancellationToken);
    }

    private async Task<IEnumerable<InstallationAct>> ActsOfAgentAsync(SysprepWish wish, CancellationToken cancellationToken)
    {
        var forget = InstallationAct.Of(
            $"forget the journal in {folders.State}", new StateReset(folders.State, Time).Forget);
        var wallpaper = new InstallationAct(
            "let no logon draw this instance's facts on the wallpaper",
            token => WallpaperSettings.RemoveAsync(new WindowsRegistry(), token));
        var service = await new WindowsServices(Time).ReadAsync(RunService.Definition.Name, cancellationToken);
        if (service?.StartType == ServiceStartType.Automatic)
            return [forget, wallpaper]; // it runs at each start, and a boot task beside it would only find the lock taken
        var starts = wish.PerBoot ? StartFrequency.PerBoot : StartFrequency.PerInstance;
        var scheduling = new Scheduling(new WindowsBootTask(ExtensionHost.Registered), folders.State);
        return [forget, wallpaper, .. scheduling.Acts(starts, isRunning: false).Select(InTurn)];
    }

    /// <summary>Each by itself: a script of Sysprep may call <c>openlaunch schedule</c> between them.</summary>
    private InstallationAct InTurn(InstallationAct act) => act with
    {
        ApplyAsync = async token =>
        {
            using var turn = await SettingsLock.TakeAsync(folders.State, Console.Error.WriteLine, Time, token);
            await act.ApplyAsync(token);
        },
    };
}
