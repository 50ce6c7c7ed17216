using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Steps.Diagnosis;

/// <summary>Something read from the machine, or why it could not be read.</summary>
internal sealed record Fact<T>(T? Value, string? Problem)
{
    /// <summary>A fact that was read.</summary>
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
        exception is MachineException or MetadataException or IOException or UnauthorizedAccessException;
}
