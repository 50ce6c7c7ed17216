using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps;
using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.Activation;
using OpenLaunch.Steps.Permissions;

namespace OpenLaunch.Runner.Composition;

/// <summary>What a run works with: machine, log, configuration, services, metadata, console; opened once, all there.</summary>
internal sealed record RunParts(
    HostOptions Options, TimeProvider Time, IMachine Machine, ILoggerFactory Log, LaunchConfiguration Configuration,
    IServiceProvider Services, IMetadataClient Metadata, ConsoleTranscript Console)
{
    private static readonly TimeSpan DryRunMetadataBudget = TimeSpan.FromSeconds(5);

    /// <summary>What the steps of the default plan ask for, whatever they find.</summary>
    private static readonly IReadOnlyList<string> PathsOfBoot =
    [
        MetadataPath.InstanceId.Text, "meta-data/ami-id", "meta-data/instance-type", SetAdminAccountStep.KeyPath,
        BillingDocument.Path,
        MetadataPath.UserData.Text,
    ];

    /// <summary>Opens them.</summary>
    /// <param name="session">The run's hold on the state folder; null where it has none yet.</param>
    /// <param name="warnings">For the log: what was found in the agent's folders.</param>
    /// <param name="closing">Takes what is to be closed, as soon as it is open.</param>
    /// <exception cref="ConfigurationException">The configuration or the machine file is bad.</exception>
    public static async Task<RunParts> OpenAsync(
        HostOptions options, Func<ConfigurationSource, LaunchConfiguration> configure, RunSession? session,
        IReadOnlyList<string> warnings, TimeProvider time, Closing closing)
    {
        var scope = new ChangeScope();
        var machine = closing.Add(StartMachine(options, scope, time));
        var name = options.IsResident ? AgentLog.ResidentFileName : AgentLog.FileName;
        var file = !options.IsDryRun ? closing.Add(AgentLog.Open(options.Folders.Log, name, options.EchoesLog))
            : options.EchoesLog ? closing.Add(AgentLog.OfStandardError())
            : null;
        var log = file ?? (ILoggerFactory)NullLoggerFactory.Instance;
        foreach (var line in warnings)
            log.CreateLogger("folders").LogWarning("{Line}", line);
        var metadata = closing.Add(OpenMetadata(options, machine, time));
        var (configuration, services) = await TellAsync(Configure);
        if (configuration.Log.Json)
            file?.WriteJson();
        var budget = options.MetadataBudget ?? (options.IsDryRun ? DryRunMetadataBudget : configuration.Metadata.Timeout);
        metadata.Limit(
            budget < configuration.Metadata.Timeout ? budget : configuration.Metadata.Timeout, configuration.Metadata.AllowV1);
        var console = closing.Add(new ConsoleTranscript(ConsoleTarget.Open(
            options.ConsoleTarget, configuration.Console.Port, machine, log.CreateLogger("console"))));
        return new(options, time, machine, log, configuration, services, metadata, console);

        (LaunchConfiguration, ServiceProvider) Configure()
        {
            var source = ConfigurationSource.Open(options.ConfigurationFile, options.Folders, options.Steps, Trust(options));
            var engine = new ServiceCollection().AddEngine(time, scope, log);
            var provider = closing.Add(Register(options, source, machine, engine, time));
            source.Extensions.DemandServices(provider.GetRequiredService<IServiceProviderIsService>());
            log.CreateLogger("configuration").LogInformation("The configuration is {Name}.", source.Name);
            return (configure(source), provider);
        }

        async Task<T> TellAsync<T>(Func<T> read)
        {
            try
            {
                return read();
            }
            catch (Exception exception) when (!options.IsDryRun && Refusal.From(exception) is not null)
            {
                await Refusal.From(exception)!.TellAsync(options, session, machine, log, time);
                throw;
            }
        }
    }

    private static IMachine StartMachine(HostOptions options, ChangeScope scope, TimeProvider time)
    {
        if (options.IsSimulated)
            return SimulatedMachineHost.Start(options, scope, time);
        return OperatingSystem.IsWindows()
            ? new WindowsMachineHost(time)
            : throw new UsageException("openlaunch changes a Windows machine; here it can only simulate one: add --simulate.");
    }

    /// <summary>What a run's files must stand up to; null where that is not asked.</summary>
    public static TrustedFiles? Trust(HostOptions options) =>
        OperatingSystem.IsWindows() && !options.IsSimulated && !options.AllowsUntrustedFiles
            ? new TrustedFiles(new WindowsFolderPermissions())
            : null;

    /// <summary>Ports come after the services of custom steps, so that none takes the place of one.</summary>
    private static ServiceProvider Register(
        HostOptions options, ConfigurationSource source, IMachine machine, IServiceCollection engine, TimeProvider time)
    {
        var services = new ServiceCollection();
        source.AddServices(services);
        foreach (var descriptor in engine)
            ((ICollection<ServiceDescriptor>)services).Add(descriptor);
        services.AddBuiltInSteps(options.Folders.State, options.Folders.Log, source.Catalogue);
        services.AddSingleton(new ConfiguredSecrets(source.File, time));
        machine.AddPorts(services);
        return services.BuildServiceProvider();
    }

    /// <summary>Asks before the configuration is read: a round trip takes longer than that.</summary>
    private static LateMetadata OpenMetadata(HostOptions options, IMachine machine, TimeProvider time)
    {
        var metadata = new LateMetadata(() => new(machine.Reach(new() { Endpoint = options.Endpoint }), time));
        if (options is { IsResident: false, AsksAhead: true })
            metadata.Prefetch(options.IsBoot ? PathsOfBoot : [MetadataPath.InstanceId.Text]);
        return metadata;
    }
}
