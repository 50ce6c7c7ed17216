using System.Net;

namespace OpenLaunch.Steps.Activation;

/// <summary>Which of EC2's key management services answer.</summary>
internal sealed record KmsReach(IReadOnlyList<IPAddress> Opened)
{
    /// <summary>What was tried, for messages.</summary>
    public static string Tried { get; } = $"{string.Join(", ", KmsAddresses.All)} on TCP {KmsAddresses.Port}";

    /// <summary>Tries all at once.</summary>
    public static async Task<KmsReach> FindAsync(IKmsProbe probe, CancellationToken cancellationToken)
    {
        var opened = await Task.WhenAll(KmsAddresses.All.Select(
            address => probe.OpensAsync(new(address, KmsAddresses.Port), cancellationToken)));
        return new([.. KmsAddresses.All.Where((_, index) => opened[index])]);
    }
}
