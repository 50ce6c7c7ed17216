using System.Security;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Steps.Activation;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Generalization;
using OpenLaunch.Steps.Routes;
using OpenLaunch.Steps.Services;

namespace OpenLaunch.Steps.Diagnosis;

/// <summary>All that a diagnosis looks at.</summary>
internal sealed record MachineFacts
{
    public required Fact<IReadOnlyList<NetworkAdapter>> Adapters { get; init; }

    /// <summary>The routes of both stores.</summary>
    public required Fact<IReadOnlyList<Route>> Routes { get; init; }

    /// <summary>Whether the configuration wants the routes on disk too.</summary>
    public bool WantsPersistentRoutes { get; init; }

    /// <summary>When the facts were gathered.</summary>
    public required DateTimeOffset Now { get; init; }

    public required MetadataAnswer Metadata { get; init; }

    public required Fact<string> Names { get; init; }

    /// <summary>By how much the clock is ahead of Amazon Time Sync; negative when it is behind.</summary>
    public required Fact<TimeSpan> ClockOffset { get; init; }

    /// <summary>Whose time the machine has.</summary>
    public required Fact<TimeKeeping> Time { get; init; }

    /// <summary>Which key management services answer.</summary>
    public required Fact<KmsReach> Kms { get; init; }

    public required Fact<ActivationState> Activation { get; init; }

    /// <summary>What Windows and a key management service last said to each other; null: nothing is noted.</summary>
    public required Fact<KmsExchange?> LastKms { get; init; }

    /// <summary>Who pays for the licence.</summary>
    public required Billing Billing { get; init; }

    /// <summary>What is wished for the next starts.</summary>
    public StartWish Schedule { get; init; } = new(Starts: null);

    /// <summary>The service that takes the boot task's place; null when it is not installed.</summary>
    public Fact<ServiceStatus?> RunService { get; init; } = new(null, null);

    public required Fact<BootTaskState> BootTask { get; init; }

    /// <summary>The Windows Time service; null when it is not there.</summary>
    public required Fact<ServiceStatus?> TimeService { get; init; }

    /// <summary>The Systems Manager agent; null when it is not installed.</summary>
    public required Fact<ServiceStatus?> SystemsManager { get; init; }

    /// <summary>Other launch agents beside this one.</summary>
    public required Fact<IReadOnlyList<OtherAgent>> OtherAgents { get; init; }

    /// <summary>What openlaunch replaced of other launch agents and starts again, in words.</summary>
    public Fact<IReadOnlyList<string>> EnabledAgain { get; init; } = new([], null);

    /// <summary>What decides whether an image can be made.</summary>
    public required Fact<SysprepFacts> Sysprep { get; init; }

    /// <summary>How the latest run of the boot plan stands.</summary>
    public required Fact<RunStatus> Agent { get; init; }
}

/// <summary>Whose time the machine has, and whether that is for its domain to say.</summary>
internal sealed record TimeKeeping(TimeStatus Status, bool IsFromDomain);

/// <summary>Something read from the machine, or why it could not be read.</summary>
internal sealed record Fact<T>(T? Value, string? Problem)
{
    public static implicit operator Fact<T>(T value) => new(value, null);
}

/// <summary>Reads facts such that one that cannot be read does not hide the others.</summary>
internal sealed class FactReader(TimeProvider time)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(15);

    /// <summary>Reads one; what the machine refuses, and what hangs, becomes its problem.</summary>
    public async Task<Fact<T>> ReadAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(Bound, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            return new(await read(either.Token), null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(default, $"no answer within {Bound.TotalSeconds:0} s");
        }
        catch (Exception refusal) when (IsRefusal(refusal))
        {
            return new(default, refusal.Message);
        }
    }

    private static bool IsRefusal(Exception exception) =>
        exception is MachineException or MetadataException or IOException or UnauthorizedAccessException
            or SecurityException; // what .NET throws for a key of the registry that may not be opened
}
