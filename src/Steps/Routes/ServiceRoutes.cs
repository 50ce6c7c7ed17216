using System.Net;

namespace OpenLaunch.Steps.Routes;

/// <summary>
/// The link-local services of EC2, in the order in which launch agents add their routes (EC2 User Guide, "Windows launch
/// agents"; for IPv6 there is one KMS address and no licence server for graphics).
/// </summary>
internal static class ServiceRoutes
{
    /// <summary>All ten: six for IPv4, then four for IPv6.</summary>
    public static IReadOnlyList<ServiceRoute> All { get; } =
    [
        Of("169.254.169.254/32", "instance metadata"),
        Of("169.254.169.250/32", "KMS 1"),
        Of("169.254.169.251/32", "KMS 2"),
        Of("169.254.169.249/32", "GRID licence server"),
        Of("169.254.169.123/32", "Amazon Time Sync"),
        Of("169.254.169.253/32", "DNS"),
        Of("fd00:ec2::254/128", "instance metadata"),
        Of("fd00:ec2::250/128", "KMS"),
        Of("fd00:ec2::123/128", "Amazon Time Sync"),
        Of("fd00:ec2::253/128", "DNS"),
    ];

    private static ServiceRoute Of(string prefix, string purpose) => new(IPNetwork.Parse(prefix), purpose);
}
