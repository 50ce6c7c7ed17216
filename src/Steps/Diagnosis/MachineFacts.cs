using OpenLaunch.Core.Journal;
using OpenLaunch.Steps.Activation;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Routes;
using OpenLaunch.Steps.Services;

namespace OpenLaunch.Steps.Diagnosis;

/// <summary>All that a diagnosis looks at.</summary>
internal sealed record MachineFacts
{
    /// <summary>The adapters.</summary>
    public required Fact<IReadOnlyList<NetworkAdapter>> Adapters { get; init; }

    /// <summary>The routes of both stores.</summary>
    public required Fact<IReadOnlyList<Route>> Routes { get; init; }

    /// <summary>Whether the configuration wants the routes on disk too.</summary>
    public bool WantsPersistentRoutes { get; init; }

    /// <summary>How metadata answers.</summary>
    public required MetadataAnswer Metadata { get; init; }

    /// <summary>How name resolution answers.</summary>
    public required Fact<string> Names { get; init; }

    /// <summary>By how much the clock is ahead of Amazon Time Sync; negative when it is behind.</summary>
    public required Fact<TimeSpan> ClockOffset { get; init; }

    /// <summary>Which key management services answer.</summary>
    public required Fact<KmsReach> Kms { get; init; }

    /// <summary>How activation stands.</summary>
    public required Fact<ActivationState> Activation { get; init; }

    /// <summary>Who pays for the licence.</summary>
    public required Billing Billing { get; init; }

    /// <summary>The boot task.</summary>
    public required Fact<BootTaskState> BootTask { get; init; }

    /// <summary>The Windows Time service; null when it is not there.</summary>
    public required Fact<ServiceStatus?> TimeService { get; init; }

    /// <summary>The Systems Manager agent; null when it is not installed.</summary>
    public required Fact<ServiceStatus?> SystemsManager { get; init; }

    /// <summary>Other launch agents beside this one.</summary>
    public required Fact<IReadOnlyList<OtherAgent>> OtherAgents { get; init; }

    /// <summary>How the latest run of the boot plan stands.</summary>
    public required Fact<RunStatus> Agent { get; init; }
}
