using System.Net;

namespace OpenLaunch.Steps.Activation;

/// <summary>Which of EC2's key management services answer.</summary>
/// <param name="Opened">Those that opened TCP 1688, in the order of <see cref="KmsAddresses.All"/>.</param>
public sealed record KmsReach(IReadOnlyList<IPAddress> Opened)
{
    /// <summary>What was tried, for messages.</summary>
    public static string Tried { get; } = $"{string.Join(", ", KmsAddresses.All)} on TCP {KmsAddresses.Port}";

    /// <summary>Tries all at once.</summary>
    /// <param name="probe">Tries one.</param>
    /// <param name="cancellationToken">Cancels the attempts.</param>
    public static async Task<KmsReach> FindAsync(IKmsProbe probe, CancellationToken cancellationToken)
    {
        var opened = await Task.WhenAll(KmsAddresses.All.Select(
            address => probe.OpensAsync(new(address, KmsAddresses.Port), cancellationToken)));
        return new([.. KmsAddresses.All.Where((_, index) => opened[index])]);
    }
}
