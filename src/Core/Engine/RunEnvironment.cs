using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Core.Engine;

/// <summary>What a plan runner works with.</summary>
public sealed record RunEnvironment
{
    /// <summary>Where steps get their ports.</summary>
    public required IServiceProvider Services { get; init; }

    /// <summary>The metadata service.</summary>
    public required IMetadataClient Metadata { get; init; }

    /// <summary>The instance console; not written in a dry run.</summary>
    public required IInstanceConsole Console { get; init; }

    /// <summary>Tells boots and machines apart.</summary>
    public required IHostIdentity Host { get; init; }

    /// <summary>Restarts the machine.</summary>
    public required IReboot Reboot { get; init; }

    /// <summary>Marks changes, for simulated adapters.</summary>
    public required ChangeScope ChangeScope { get; init; }

    /// <summary>Makes the steps' loggers.</summary>
    public required ILoggerFactory LoggerFactory { get; init; }

    /// <summary>Who listens to the run.</summary>
    public IReadOnlyList<IRunListener> Listeners { get; init; } = [];

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The version of OpenLaunch, for the journal.</summary>
    public required string AgentVersion { get; init; }
}
