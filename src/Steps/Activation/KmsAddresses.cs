using System.Net;

namespace OpenLaunch.Steps.Activation;

/// <summary>
/// The key management services that EC2 offers to every instance (EC2 User Guide, "Windows Server troubleshooting: Windows
/// activation"; for IPv6 there is one).
/// </summary>
internal static class KmsAddresses
{
    /// <summary>The TCP port of a KMS.</summary>
    public const int Port = 1688;

    /// <summary>All three: two for IPv4, then the one for IPv6.</summary>
    public static IReadOnlyList<IPAddress> All { get; } =
        [IPAddress.Parse("169.254.169.250"), IPAddress.Parse("169.254.169.251"), IPAddress.Parse("fd00:ec2::250")];

    /// <summary>Whether a configured KMS host is one of EC2's.</summary>
    public static bool Contains(string? server) => IPAddress.TryParse(server, out var address) && All.Contains(address);
}
