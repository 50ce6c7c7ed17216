using Microsoft.Extensions.DependencyInjection;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.Activation;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Diagnosis;
using OpenLaunch.Steps.Disks;
using OpenLaunch.Steps.EventLog;
using OpenLaunch.Steps.Generalization;
using OpenLaunch.Steps.HostName;
using OpenLaunch.Steps.InstanceInfo;
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
using OpenLaunch.Steps.Simulation;
using OpenLaunch.Steps.Sysprep;
using OpenLaunch.Steps.UserData;
using OpenLaunch.Steps.Volumes;
using OpenLaunch.Steps.Wallpaper;
using OpenLaunch.Steps.WinRm;
using OpenLaunch.Steps.WriteFile;

namespace OpenLaunch.Steps;

/// <summary>Puts the simulated adapters behind all ports.</summary>
public static class SimulatedPorts
{
    /// <summary>Registers the simulated adapters.</summary>
    /// <param name="services">The services of a run; they hold a <see cref="TimeProvider"/>.</param>
    /// <param name="machine">The machine that all adapters share.</param>
    /// <param name="executeScripts">Whether scripts of user data are run for real, on the machine that simulates.</param>
    public static IServiceCollection AddSimulatedPorts(
        this IServiceCollection services, SimulatedMachine machine, bool executeScripts = false) => services
        .AddSingleton(machine)
        .AddSingleton<IHostIdentity>(_ => new SimulatedHostIdentity(machine))
        .AddSingleton<IReboot>(p => PersistentReboot.Of(
            p, new SimulatedReboot(machine, p.GetRequiredService<TimeProvider>())))
        .AddSingleton<ISysprepState>(p => new SimulatedSysprepState(machine, p.GetRequiredService<TimeProvider>()))
        .AddSingleton<ISysprepFacts>(p => new SimulatedSysprepFacts(machine, p.GetRequiredService<ISysprepState>()))
        .AddSingleton<INetworkAdapters>(p => new SimulatedNetworkAdapters(machine, p.GetRequiredService<TimeProvider>()))
        .AddSingleton<IRouteTable>(_ => new SimulatedRouteTable(machine))
        .AddSingleton<ITimeSynchronization>(_ => new SimulatedTimeSynchronization(machine))
        .AddSingleton<IComputerName>(_ => new SimulatedComputerName(machine))
        .AddSingleton<IInstanceFacts>(_ => new SimulatedInstanceFacts(machine))
        .AddSingleton<IDisks>(_ => new SimulatedDisks(machine))
        .AddSingleton(p => new SimulatedDataDisks(machine, p.GetRequiredService<TimeProvider>()))
        .AddSingleton<IDiskInventory>(p => p.GetRequiredService<SimulatedDataDisks>())
        .AddSingleton<IDiskPreparation>(p => p.GetRequiredService<SimulatedDataDisks>())
        .AddSingleton<IVolumeNames>(p => p.GetRequiredService<SimulatedDataDisks>())
        .AddSingleton<IFormatSurroundings>(_ => new SimulatedFormatSurroundings(machine))
        .AddSingleton<ILocalAccounts>(_ => new SimulatedLocalAccounts(machine))
        .AddSingleton<ILocalGroups>(_ => new SimulatedLocalGroups(machine))
        .AddSingleton<IAuthorizedKeys>(_ => new SimulatedAuthorizedKeys(machine))
        .AddSingleton<IProcessRunner>(p => new SimulatedProcessRunner(machine, executeScripts ? RunnerHere(p) : null))
        .AddSingleton<IFiles>(p => new SimulatedFiles(
            Path.Combine(p.GetRequiredService<ScriptFolders>().WorkFolder, "files"), p.GetRequiredService<ChangeScope>()))
        .AddSingleton<IMachineRegistry>(_ => new SimulatedRegistry(machine))
        .AddSingleton(new WallpaperProgram(@"C:\Program Files\OpenLaunch\openlaunch.exe"))
        .AddSingleton<IPowerSettings>(_ => new SimulatedPowerSettings(machine))
        .AddSingleton<IEventLogs>(_ => new SimulatedEventLogs(machine))
        .AddSingleton<IOpenSshFeature>(_ => new SimulatedOpenSshFeature(machine))
        .AddSingleton<INotificationSender>(p => new SimulatedNotificationSender(
            p.GetRequiredService<ScriptFolders>().WorkFolder, p.GetRequiredService<ChangeScope>()))
        .AddSingleton<IWinRm>(_ => new SimulatedWinRm(machine))
        .AddSingleton<ISecretServices>(_ => new SimulatedSecretServices(machine))
        .AddSingleton<IDataProtection>(_ => new SimulatedDataProtection())
        .AddSingleton<IBootTask>(_ => new SimulatedBootTask(machine))
        .AddSingleton<IServices>(_ => new SimulatedServices(machine))
        .AddSingleton<IScheduledTasks>(_ => new SimulatedScheduledTasks(machine))
        .AddSingleton<IActivation>(p => new SimulatedActivation(machine, p.GetRequiredService<TimeProvider>()))
        .AddSingleton<IKmsProbe>(_ => new SimulatedKmsProbe(machine))
        .AddSingleton<INameLookup>(_ => new SimulatedNameLookup(machine))
        .AddSingleton<IClockOffset>(_ => new SimulatedClockOffset(machine))
        .AddSingleton(p => new OtherAgentFinder(p.GetRequiredService<IServices>(), programData: null));

    private static IProcessRunner RunnerHere(IServiceProvider services)
    {
        var folder = services.GetRequiredService<ScriptFolders>().WorkFolder;
        var time = services.GetRequiredService<TimeProvider>();
        return OperatingSystem.IsWindows() ? new WindowsProcessRunner(folder, time) : new UnixProcessRunner(folder, time);
    }
}
