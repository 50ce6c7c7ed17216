using Microsoft.Extensions.DependencyInjection;
using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.Activation;
using OpenLaunch.Steps.Aws;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.DataVolumes;
using OpenLaunch.Steps.Disks;
using OpenLaunch.Steps.Ec2LaunchV2;
using OpenLaunch.Steps.DnsSuffix;
using OpenLaunch.Steps.EnaAdapters;
using OpenLaunch.Steps.EventLog;
using OpenLaunch.Steps.Generalization;
using OpenLaunch.Steps.HostName;
using OpenLaunch.Steps.Http;
using OpenLaunch.Steps.InstanceInfo;
using OpenLaunch.Steps.Metadata;
using OpenLaunch.Steps.Notify;
using OpenLaunch.Steps.OpenSsh;
using OpenLaunch.Steps.Power;
using OpenLaunch.Steps.Ready;
using OpenLaunch.Steps.RegistryValues;
using OpenLaunch.Steps.Replacement;
using OpenLaunch.Steps.Routes;
using OpenLaunch.Steps.Scripts;
using OpenLaunch.Steps.Secrets;
using OpenLaunch.Steps.Services;
using OpenLaunch.Steps.Sysprep;
using OpenLaunch.Steps.TimeSource;
using OpenLaunch.Steps.UserData;
using OpenLaunch.Steps.Volumes;
using OpenLaunch.Steps.Wallpaper;
using OpenLaunch.Steps.WinRm;
using OpenLaunch.Steps.WriteFile;

namespace OpenLaunch.Steps;

/// <summary>The built-in steps: listed here and nowhere else; a test fails when one is left out.</summary>
public static class BuiltInSteps
{
    /// <summary>The catalogue, in the order of the ten stages.</summary>
    public static StepCatalogue Catalogue { get; } = new([
        StepDefinition.For<WaitForSysprepStep, WaitForSysprepInputs>(p => new(p.Get<ISysprepState>())),
        StepDefinition.For<AddRoutesStep, AddRoutesInputs>(
            p => new(p.Get<IRouteTable>(), p.Get<INetworkAdapters>(), p.Get<ITimeSynchronization>())),
        StepDefinition.For<WaitForMetadataStep, NoInputs>(_ => new()),
        StepDefinition.For<ActivateWindowsStep, ActivateWindowsInputs>(
            p => new(p.Get<ActivationDrift>())),
        StepDefinition.For<SetDnsSuffixStep, SetDnsSuffixInputs>(p => new(p.Get<IMachineRegistry>())),
        StepDefinition.For<SetTimeSourceStep, NoInputs>(p => new(p.Get<IMachineRegistry>(), p.Get<INetworkAdapters>())),
        StepDefinition.For<SetHostNameStep, SetHostNameInputs>(p => new(p.Get<IComputerName>())),
        StepDefinition.For<ShowInstanceInfoStep, NoInputs>(p => new(p.Get<IInstanceFacts>(), p.Get<IComputerName>())),
        StepDefinition.For<ExtendRootPartitionStep, NoInputs>(p => new(p.Get<IDisks>())),
        StepDefinition.For<SetAdminAccountStep, SetAdminAccountInputs>(
            p => new(p.Get<ILocalAccounts>(), p.Get<AdminLogon>(), p.Get<ConfiguredSecrets>())),
        StepDefinition.For<AddUsersStep, AddUsersInputs>(p => new(
            p.Get<ILocalAccounts>(), p.Get<ILocalGroups>(), p.Get<IAuthorizedKeys>())),
        StepDefinition.For<KeepMonitorOnStep, NoInputs>(p => new(p.Get<IPowerSettings>())),
        StepDefinition.For<SetWallpaperStep, SetWallpaperInputs>(
            p => new(p.Get<IMachineRegistry>(), p.Get<WallpaperProgram>())),
        StepDefinition.For<AnnounceReadyStep, NoInputs>(p => new(p.Get<StepCatalogue>())),
        StepDefinition.For<SetHibernationStep, NoInputs>(p => new(p.Get<IPowerSettings>(), p.Get<IMachineRegistry>())),
        StepDefinition.For<SendEventLogsStep, SendEventLogsInputs>(p => new(p.Get<IEventLogs>())),
        StepDefinition.For<StartSsmStep, NoInputs>(p => new(p.Get<IServices>())),
        StepDefinition.For<RunUserDataStep, RunUserDataInputs>(p => new(
            p.Get<StepCatalogue>(), p, p.Get<ScheduleRequest>(),
            new(new(LastUserData.PathIn(p.Get<ScriptFolders>().WorkFolder), p.Get<IDataProtection>())),
            new(p.Get<ScriptFolders>().WorkFolder, p.Get<IDataProtection>(), p.Get<IncludedFiles>(), p.Get<StepCatalogue>()),
            p.Get<ScriptFolders>())),
        StepDefinition.For<ExecuteScriptStep, ExecuteScriptInputs>(p => new(p.Get<ScriptSeries>())),
        StepDefinition.For<ExecuteProgramStep, ExecuteProgramInputs>(p => new(p.Get<ScriptSeries>())),
        StepDefinition.For<InitializeVolumeStep, InitializeVolumeInputs>(p => new(p.Get<DataVolumePorts>())),
        StepDefinition.For<SetDriveLettersStep, SetDriveLettersInputs>(p => new(p.Get<DataVolumePorts>())),
        StepDefinition.For<EnableOpenSshStep, EnableOpenSshInputs>(p => new(
            p.Get<IServices>(), p.Get<IOpenSshFeature>(), p.Get<IAuthorizedKeys>(), p.Get<IMachineRegistry>())),
        StepDefinition.For<ConfigureWinRmStep, ConfigureWinRmInputs>(
            p => new(p.Get<IWinRm>(), p.Get<IServices>(), p.Get<IComputerName>())),
        StepDefinition.For<EnableJumboFramesStep, EnableJumboFramesInputs>(p => new(p.Get<IMachineRegistry>())),
        StepDefinition.For<OptimizeEnaStep, OptimizeEnaInputs>(p => new(p.Get<IMachineRegistry>())),
        StepDefinition.For<WriteFileStep, WriteFileInputs>(p => new(p.Get<IFiles>())),
        StepDefinition.For<NotifyStep, NotifyInputs>(
            p => new(p.Get<IFiles>(), p.Get<INotificationSender>(), p.Get<RunSoFar>())),
        StepDefinition.For<SysprepStep, SysprepInputs>(p => new(p.Get<SysprepRequest>())),
        StepDefinition.For<RegisterBootTaskStep, RegisterBootTaskInputs>(p => new(
            p.Get<IBootTask>(), p.Get<IServices>(), p.Get<StartSchedule>(), p.Get<ScheduleRequest>())),
    ]);

    /// <summary>The forms of configuration besides the plan that become a plan of these steps.</summary>
    internal static IReadOnlyList<IPlanDialect> Dialects { get; } = [new AgentConfig()];

    /// <summary>Registers what built-in steps share within a run.</summary>
    /// <param name="stateFolder">Where steps keep what must outlive the run.</param>
    /// <param name="logFolder">Where the output of user data goes.</param>
    /// <param name="catalogue">The steps of the run, custom ones too; null: the built-in ones.</param>
    public static IServiceCollection AddBuiltInSteps(
        this IServiceCollection services, string stateFolder, string logFolder, StepCatalogue? catalogue = null) => services
        .AddSingleton(catalogue ?? Catalogue)
        .AddSingleton(_ => new AdminLogon())
        .AddSingleton(_ => new ConfiguredSecrets(file: null, TimeProvider.System))
        .AddSingleton(p => new ActivationDrift(p.Get<IActivation>(), p.Get<IKmsProbe>()))
        .AddSingleton(_ => new DetachedTasks())
        .AddSingleton(_ => new HttpTries())
        .AddSingleton(_ => new AwsServices(Environment.GetEnvironmentVariable))
        .AddSingleton(p => new IncludedFiles(p.Get<HttpTries>(), p.Get<AwsServices>()))
        .AddSingleton<ISecretStore>(p => new SecretStore(p.Get<ISecretServices>()))
        .AddSingleton(p => new DataVolumePorts(
            p.Get<IDiskInventory>(), p.Get<IDiskPreparation>(), p.Get<IVolumeNames>(), p.Get<IFormatSurroundings>(),
            p.Get<IDisks>(), p.Get<IFiles>()))
        .AddSingleton(p => new ScriptSeries(
            p.Get<IProcessRunner>(), p.Get<AdminLogon>(), p.Get<ScriptFolders>(), p.Get<DetachedTasks>(), p.Get<ChangeScope>()))
        .AddSingleton(_ => ScriptFolders.In(stateFolder, logFolder))
        .AddSingleton(p => new AgentReplacement(
            p.Get<IServices>(), p.Get<IScheduledTasks>(), new ReplacedAgentsFile(stateFolder)))
        .AddSingleton(_ => new RunSoFar(stateFolder))
        .AddSingleton(_ => new StartSchedule(stateFolder))
        .AddSingleton(_ => new SysprepRequest(stateFolder))
        .AddSingleton(_ => ScheduleRequest.In(stateFolder));

    private static T Get<T>(this IServiceProvider services)
        where T : notnull => services.GetRequiredService<T>();
}
