using System.Runtime.Versioning;
using Microsoft.Extensions.DependencyInjection;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.Activation;
using OpenLaunch.Steps.Aws;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Diagnosis;
using OpenLaunch.Steps.Disks;
using OpenLaunch.Steps.EventLog;
using OpenLaunch.Steps.HostIdentity;
using OpenLaunch.Steps.Generalization;
using OpenLaunch.Steps.HostName;
using OpenLaunch.Steps.Http;
using OpenLaunch.Steps.InstanceInfo;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Notify;
using OpenLaunch.Steps.OpenSsh;
using OpenLaunch.Steps.Power;
using OpenLaunch.Steps.Reboot;
using OpenLaunch.Steps.RegistryValues;
using OpenLaunch.Steps.Replacement;
using OpenLaunch.Steps.Routes;
using OpenLaunch.Steps.Scripts;
using OpenLaunch.Steps.Secrets;
using OpenLaunch.Steps.Services;
using OpenLaunch.Steps.Sysprep;
using OpenLaunch.Steps.UserData;
using OpenLaunch.Steps.Volumes;
using OpenLaunch.Steps.Wallpaper;
using OpenLaunch.Steps.WinRm;
using OpenLaunch.Steps.WriteFile;

namespace OpenLaunch.Steps;

/// <summary>Puts the Windows adapters behind all ports.</summary>
[SupportedOSPlatform("windows")]
public static class WindowsPorts
{
    /// <summary>Registers the Windows adapters.</summary>
    /// <param name="services">The services of a run; they hold a <see cref="TimeProvider"/>.</param>
    /// <param name="program">The agent's program, which the boot task starts.</param>
    public static IServiceCollection AddWindowsPorts(this IServiceCollection services, string program) => services
        .AddSingleton<IHostIdentity>(p => new WindowsHostIdentity(Time(p)))
        .AddSingleton<IReboot>(p => PersistentReboot.Of(p, new WindowsReboot(Time(p))))
        .AddSingleton<ISysprepState>(p => new WindowsSysprepState(Time(p)))
        .AddSingleton<ISysprepFacts>(p => new WindowsSysprepFacts(p.GetRequiredService<ISysprepState>()))
        .AddSingleton<INetworkAdapters>(p => new WindowsNetworkAdapters(Time(p)))
        .AddSingleton<IRouteTable>(_ => new WindowsRouteTable())
        .AddSingleton<ITimeSynchronization>(_ => new WindowsTimeSynchronization())
        .AddSingleton<IComputerName>(_ => new WindowsComputerName())
        .AddSingleton<IInstanceFacts>(_ => new WindowsInstanceFacts())
        .AddSingleton<IDisks>(_ => new WindowsDisks())
        .AddSingleton<IDiskInventory>(p => new WindowsDiskInventory(Time(p)))
        .AddSingleton<IDiskPreparation>(p => new WindowsDiskPreparation(Time(p)))
        .AddSingleton<IVolumeNames>(_ => new WindowsVolumeNames())
        .AddSingleton<IFormatSurroundings>(p => new WindowsFormatSurroundings(new WindowsServices(Time(p))))
        .AddSingleton<ILocalAccounts>(_ => new WindowsLocalAccounts())
        .AddSingleton<ILocalGroups>(_ => new WindowsLocalGroups())
        .AddSingleton<IAuthorizedKeys>(_ => new WindowsAuthorizedKeys())
        .AddSingleton<IProcessRunner>(p => new WindowsProcessRunner(p.GetRequiredService<ScriptFolders>().WorkFolder, Time(p)))
        .AddSingleton<IFiles>(_ => new WindowsFiles())
        .AddSingleton<IMachineRegistry>(_ => new WindowsRegistry())
        .AddSingleton(new WallpaperProgram(program))
        .AddSingleton<IPowerSettings>(_ => new WindowsPowerSettings(
            (arguments, token) => WindowsTool.RunAsync("powercfg.exe", arguments, token)))
        .AddSingleton<IEventLogs>(_ => new WindowsEventLogs())
        .AddSingleton<IOpenSshFeature>(_ => new WindowsOpenSshFeature())
        .AddSingleton<INotificationSender>(p => new HttpNotificationSender(Time(p)))
        .AddSingleton<IWinRm>(p => new WindowsWinRm(Time(p)))
        .AddSingleton<ISecretServices>(p => new AwsSecretServices(
            p.GetRequiredService<HttpTries>(), p.GetRequiredService<AwsServices>()))
        .AddSingleton<IDataProtection>(_ => new WindowsDataProtection())
        .AddSingleton<IBootTask>(_ => new WindowsBootTask(program))
        .AddSingleton<IServices>(p => new WindowsServices(Time(p)))
        .AddSingleton<IScheduledTasks>(_ => new WindowsScheduledTasks())
        .AddSingleton<IActivation>(_ => new WindowsActivation())
        .AddSingleton<IKmsProbe>(p => new SocketKmsProbe(Time(p)))
        .AddSingleton<INameLookup>(_ => new SystemNameLookup())
        .AddSingleton<IClockOffset>(p => new NtpClockOffset(Time(p)))
        .AddSingleton(p => new OtherAgentFinder(
            p.GetRequiredService<IServices>(), Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData)));

    private static TimeProvider Time(IServiceProvider services) => services.GetRequiredService<TimeProvider>();
}
