using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Core.Engine;

/// <summary>Puts the engine together from the services of a run: in the same way for the agent and for tests.</summary>
public static class EngineBuilder
{
    /// <summary>Registers what the engine itself brings; the ports, <see cref="IHostIdentity"/> and <see cref="IReboot"/> among
    /// them, are registered after it.</summary>
    /// <param name="scope">Marks changes, for simulated adapters.</param>
    /// <param name="log">Makes the steps' loggers; not disposed with the services.</param>
    public static IServiceCollection AddEngine(
        this IServiceCollection services, TimeProvider time, ChangeScope scope, ILoggerFactory log) =>
        services.AddSingleton(time).AddSingleton(scope).AddSingleton(log);

    /// <summary>Makes the runner of plans.</summary>
    /// <param name="services">Where engine and steps get their ports, each when it is first needed.</param>
    /// <param name="console">The instance console; not written in a dry run.</param>
    /// <param name="listeners">Who listens to the run.</param>
    /// <param name="agentVersion">The version of OpenLaunch, for the journal.</param>
    public static PlanRunner Build(
        IServiceProvider services, IMetadataClient metadata, IInstanceConsole console, IReadOnlyList<IRunListener> listeners,
        string agentVersion) => new(new RunEnvironment(services, metadata, console, listeners, agentVersion));
}

/// <summary>What a plan runner works with.</summary>
internal sealed record RunEnvironment(
    IServiceProvider Services, IMetadataClient Metadata, IInstanceConsole Console, IReadOnlyList<IRunListener> Listeners,
    string AgentVersion)
{
    public IHostIdentity Host => Services.GetRequiredService<IHostIdentity>();

    public IReboot Reboot => Services.GetRequiredService<IReboot>();

    public ChangeScope ChangeScope => Services.GetRequiredService<ChangeScope>();

    public ILoggerFactory LoggerFactory => Services.GetRequiredService<ILoggerFactory>();

    public TimeProvider Time { get; } = Services.GetRequiredService<TimeProvider>();
}
