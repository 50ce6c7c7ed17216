using System.Net;

namespace OpenLaunch.Steps.Routes;

/// <summary>
/// The link-local addresses at which EC2 serves every instance (EC2 User Guide, "Windows launch agents"; for IPv6 there is one
/// KMS and no licence server for graphics).
/// </summary>
internal static class Ec2Addresses
{
    public static IReadOnlyList<IPAddress> Metadata { get; } =
        [IPAddress.Parse("169.254.169.254"), IPAddress.Parse("fd00:ec2::254")];

    /// <summary>The key management services: two for IPv4, then the one for IPv6.</summary>
    public static IReadOnlyList<IPAddress> Kms { get; } =
        [IPAddress.Parse("169.254.169.250"), IPAddress.Parse("169.254.169.251"), IPAddress.Parse("fd00:ec2::250")];

    public static IReadOnlyList<IPAddress> TimeSync { get; } =
        [IPAddress.Parse("169.254.169.123"), IPAddress.Parse("fd00:ec2::123")];

    public static IReadOnlyList<IPAddress> Dns { get; } =
        [IPAddress.Parse("169.254.169.253"), IPAddress.Parse("fd00:ec2::253")];

    public static IPAddress GraphicsLicences { get; } = IPAddress.Parse("169.254.169.249");
}

/// <summary>A link-local service of EC2 that needs a route of its own.</summary>
internal sealed record ServiceRoute(IPNetwork Destination, string Purpose)
{
    /// <summary>All ten, six for IPv4, then four for IPv6, in the order in which launch agents add their routes.</summary>
    public static IReadOnlyList<ServiceRoute> All { get; } =
    [
        To(Ec2Addresses.Metadata[0], "instance metadata"),
        To(Ec2Addresses.Kms[0], "KMS 1"),
        To(Ec2Addresses.Kms[1], "KMS 2"),
        To(Ec2Addresses.GraphicsLicences, "GRID licence server"),
        To(Ec2Addresses.TimeSync[0], "Amazon Time Sync"),
        To(Ec2Addresses.Dns[0], "DNS"),
        To(Ec2Addresses.Metadata[1], "instance metadata"),
        To(Ec2Addresses.Kms[2], "KMS"),
        To(Ec2Addresses.TimeSync[1], "Amazon Time Sync"),
        To(Ec2Addresses.Dns[1], "DNS"),
    ];

    private static ServiceRoute To(IPAddress address, string purpose) =>
        new(new IPNetwork(address, 8 * address.GetAddressBytes().Length), purpose);
}
