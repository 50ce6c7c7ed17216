using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Extensions;
using OpenLaunch.Core.Journal;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps;
using OpenLaunch.Steps.Permissions;

namespace OpenLaunch.Runner.Composition;

/// <summary>Puts a run together: lock and journal, machine, metadata, console, configuration, log.</summary>
internal sealed class RunHost : IAsyncDisposable
{
    private static readonly TimeSpan DryRunMetadataBudget = TimeSpan.FromSeconds(5);

    private readonly HostOptions options;
    private readonly TimeProvider time;
    private readonly ChangeScope scope = new();
    private RunSession? session;
    private IMachine? machine;
    private MetadataClient? metadata;
    private ConsoleTranscript? transcript;
    private ServiceProvider? services;
    private ExtensionSet? extensions;
    private ILoggerFactory log = NullLoggerFactory.Instance;

    private RunHost(HostOptions options, TimeProvider time) => (this.options, this.time) = (options, time);

    /// <summary>What the configuration asks for.</summary>
    public LaunchConfiguration Configuration { get; private set; } = null!;

    /// <summary>The machine under the run.</summary>
    public IMachine Machine => machine!;

    /// <summary>The ports of the machine.</summary>
    public IServiceProvider Ports => services!;

    /// <summary>The metadata service.</summary>
    public IMetadataClient Metadata => metadata!;

    /// <summary>The agent's log.</summary>
    public ILoggerFactory Log => log;

    /// <summary>The lines that this run wrote to the instance console.</summary>
    public IEnumerable<string> ConsoleLines => transcript!.Lines;

    /// <summary>Opens all a run needs.</summary>
    /// <param name="options">What the command line says.</param>
    /// <param name="configure">Reads the configuration from its source.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    /// <exception cref="ConfigurationException">The configuration or the machine file is bad; nothing ran.</exception>
    public static async Task<RunHost> OpenAsync(
        HostOptions options, Func<ConfigurationSource, LaunchConfiguration> configure, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var host = new RunHost(options, time);
        try
        {
            await host.OpenAsync(configure, cancellationToken).ConfigureAwait(false);
            return host;
        }
        catch
        {
            await host.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Runs the plan.</summary>
    /// <param name="run">What the command line asks of the run.</param>
    /// <param name="progress">Shows the run.</param>
    /// <param name="cancellationToken">Ends the run early.</param>
    public Task<RunResult> RunAsync(RunOptions run, IRunListener progress, CancellationToken cancellationToken) =>
        RunAsync(Configuration.Plan, session!, run, progress, cancellationToken);

    /// <summary>Runs a plan of a resident host: holds lock and journal just for that.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="run">What is asked of the run.</param>
    /// <param name="progress">Shows the run.</param>
    /// <param name="cancellationToken">Ends the run early.</param>
    /// <exception cref="RunLockedException">Another run is under way.</exception>
    public async Task<RunResult> RunOnceAsync(
        Plan plan, RunOptions run, IRunListener progress, CancellationToken cancellationToken)
    {
        RunResult result;
        using (var own = await OpenSessionAsync(cancellationToken).ConfigureAwait(false))
            result = await RunAsync(plan, own, run, progress, cancellationToken).ConfigureAwait(false);
        await EndOfPlan.HonourAsync(options, cancellationToken).ConfigureAwait(false);
        return result;
    }

    private async Task<RunResult> RunAsync(
        Plan plan, RunSession held, RunOptions run, IRunListener progress, CancellationToken cancellationToken)
    {
        using var events = OpenEvents();
        var environment = new RunEnvironment
        {
            Services = services!,
            Metadata = metadata!,
            Console = new InstanceConsole(transcript!, time, ConsoleTarget.Topics(Configuration.Console.Include)),
            Host = services!.GetRequiredService<IHostIdentity>(),
            Reboot = services!.GetRequiredService<IReboot>(),
            ChangeScope = scope,
            LoggerFactory = log,
            Listeners = [progress, new LogListener(log.CreateLogger("run")), .. events is null ? [] : new[] { events }],
            Time = time,
            AgentVersion = Composition.AgentVersion.Current,
        };
        return await new PlanRunner(environment).RunAsync(plan, held, run, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (transcript is not null)
            await transcript.DisposeAsync().ConfigureAwait(false);
        if (services is not null)
            await services.DisposeAsync().ConfigureAwait(false);
        metadata?.Dispose();
        if (machine is not null)
            await machine.DisposeAsync().ConfigureAwait(false);
        log.Dispose();
        session?.Dispose();
    }

    private async Task OpenAsync(Func<ConfigurationSource, LaunchConfiguration> configure, CancellationToken cancellationToken)
    {
        var folders = options.Folders;
        if (folders.Root is null)
            DataFolders.DemandNoLinks(folders.All);
        var movedAside = OperatingSystem.IsWindows() && !options.IsDryRun ? WindowsFolders.Prepare(folders) : [];
        session = options.IsResident ? null : options.IsDryRun
            ? RunSession.OpenReadOnly(folders.State, time)
            : await OpenSessionAsync(cancellationToken).ConfigureAwait(false);
        machine = StartMachine();
        if (!options.IsDryRun)
            log = AgentLog.Open(folders.Log, options.IsResident ? AgentLog.ResidentFileName : AgentLog.FileName);
        foreach (var line in movedAside)
            log.CreateLogger("folders").LogWarning("{Line}", line);
        Configuration = await ConfigureAsync(configure).ConfigureAwait(false);
        OpenMetadata();
        transcript = new ConsoleTranscript(OpenConsole(Configuration.Console.Port));
    }

    private Task<RunSession> OpenSessionAsync(CancellationToken cancellationToken) => RunSession.OpenAsync(
        [options.Folders.State], options.Verb, line => Console.Error.WriteLine(line), time, cancellationToken);

    private IMachine StartMachine()
    {
        if (options.IsSimulated)
            return SimulatedMachineHost.Start(options, scope, time);
        return OperatingSystem.IsWindows()
            ? new WindowsMachineHost(time)
            : throw new UsageException("openlaunch changes a Windows machine; here it can only simulate one: add --simulate.");
    }

    private TrustedFiles? Trust() => OperatingSystem.IsWindows() && !options.IsSimulated && !options.AllowsUntrustedFiles
        ? new TrustedFiles(new WindowsFolderPermissions())
        : null;

    private EventLogListener? OpenEvents() => OperatingSystem.IsWindows() && !options.IsSimulated && !options.IsDryRun
        ? EventLogListener.Open(log.CreateLogger("events"))
        : null;

    private IConsolePort OpenConsole(string configuredPort) =>
        ConsoleTarget.Open(options.ConsoleTarget, configuredPort, machine!, log.CreateLogger("console"));

    /// <summary>A bad configuration is told on the console too: nobody may be logged on to read anything else.</summary>
    private async Task<LaunchConfiguration> ConfigureAsync(Func<ConfigurationSource, LaunchConfiguration> configure)
    {
        try
        {
            var source = ConfigurationSource.Open(options.ConfigurationFile, options.Folders, Trust());
            extensions = source.Extensions;
            services = Services();
            extensions.DemandServices(services.GetRequiredService<IServiceProviderIsService>());
            return configure(source);
        }
        catch (ConfigurationException exception) when (!options.IsDryRun)
        {
            var port = OpenConsole("auto");
            await using (port.ConfigureAwait(false))
            {
                new InstanceConsole(port, time, []).WriteLine(
                    ConsoleTopic.Progress,
                    $"Message: The OpenLaunch configuration is not valid, so nothing was run. {exception.Errors[0]}");
            }

            throw;
        }
    }

    private void OpenMetadata()
    {
        var settings = Configuration.Metadata;
        metadata = new MetadataClient(
            machine!.Reach(new MetadataOptions
            {
                Endpoint = options.Endpoint,
                Timeout = MetadataTimeout(settings.Timeout),
                AllowV1 = settings.AllowV1,
            }),
            time);
        if (!options.IsResident)
            metadata.Prefetch();
    }

    private TimeSpan MetadataTimeout(TimeSpan configured)
    {
        var budget = options.MetadataBudget ?? (options.IsDryRun ? DryRunMetadataBudget : configured);
        return budget < configured ? budget : configured;
    }

    private ServiceProvider Services()
    {
        var collection = new ServiceCollection();
        extensions!.AddServices(collection);
        collection.AddSingleton(time)
            .AddSingleton(log)
            .AddSingleton(scope)
            .AddBuiltInSteps(options.Folders.State, options.Folders.Log, extensions.Catalogue);
        machine!.AddPorts(collection);
        return collection.BuildServiceProvider();
    }
}
