using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Routes;

/// <summary>The Windows Time service, which must look for its source again once the route to it exists.</summary>
public interface ITimeSynchronization
{
    /// <summary>Asks for a resynchronisation with rediscovery of sources, without waiting for the result.</summary>
    /// <exception cref="MachineException">The service cannot be asked, e.g. because it is stopped.</exception>
    Task ResynchronizeAsync(CancellationToken cancellationToken);

    /// <summary>Reads whose time the machine has.</summary>
    /// <exception cref="MachineException">The service cannot be asked, e.g. because it is stopped.</exception>
    Task<TimeStatus> ReadAsync(CancellationToken cancellationToken);
}

/// <summary>Whose time the machine has.</summary>
/// <param name="Source">As Windows names it: <c>169.254.169.123,0x9</c>, or its own clock.</param>
/// <param name="Stratum">How far the source is from a reference clock; 0 while the machine has the time of no other.</param>
/// <param name="LastSet">When the clock was last set by it, in the words of this Windows; null when unknown.</param>
public sealed record TimeStatus(string Source, int Stratum, string? LastSet)
{
    private const int Lines = 8;

    /// <summary>
    /// Reads what <c>w32tm /query /status</c> prints. Its words are those of the language of Windows; its lines stand in the same
    /// order in each: leap indicator, stratum, precision, two roots, reference, last success, source, interval.
    /// </summary>
    /// <exception cref="MachineException">It is something else.</exception>
    internal static TimeStatus Parse(string printed)
    {
        var values = printed.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line[(line.IndexOfAny([':', '\uFF1A']) + 1)..].Trim()).ToList();
        var digits = values.Count < Lines ? "" : new string([.. values[1].TakeWhile(char.IsAsciiDigit)]);
        return digits is [_] or [_, _]
            ? new(values[7], int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture), values[6])
            : throw new MachineException(
                "What 'w32tm /query /status' prints is not understood. Call it by hand; it tells source and last success.");
    }
}
