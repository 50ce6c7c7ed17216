using System.Net;
using System.Net.Sockets;

namespace OpenLaunch.Steps.Diagnosis;

/// <summary>Resolves a name the way all programs of this machine do.</summary>
internal sealed class SystemNameLookup : INameLookup
{
    private const string Name = "ec2.amazonaws.com";

    public async Task<string> TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(Name, cancellationToken);
            return $"{Name} is {string.Join(", ", addresses.Take(2))}";
        }
        catch (SocketException refusal)
        {
            throw new IOException($"{Name} is not resolved: {refusal.Message}", refusal);
        }
    }
}
