using System.Net;
using System.Net.Sockets;
using OpenLaunch.Steps.Routes;

namespace OpenLaunch.Steps.Activation;

/// <summary>The hosts of the key management services that EC2 offers, as Windows is told of them.</summary>
internal static class KmsHosts
{
    public const int Port = 1688;

    /// <summary>What is tried, for messages.</summary>
    public static string Tried { get; } = $"{string.Join(", ", Ec2Addresses.Kms)} on TCP {Port}";

    /// <summary>The host as slmgr.vbs hands it to Windows, which keeps the brackets around an IPv6 address.</summary>
    public static string Write(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();

    /// <summary>The address of a configured host, with or without brackets; null for a name.</summary>
    public static IPAddress? Read(string? host) =>
        IPAddress.TryParse(host is ['[', .. var inner, ']'] ? inner : host, out var address) ? address : null;

    /// <summary>Whether a configured host is one of EC2's.</summary>
    public static bool IsOfEc2(string? host) => Read(host) is { } address && Ec2Addresses.Kms.Contains(address);

    public static async Task<KmsReach> FindReachAsync(IKmsProbe probe, CancellationToken cancellationToken)
    {
        var opened = await Task.WhenAll(Ec2Addresses.Kms.Select(
            address => probe.OpensAsync(new(address, Port), cancellationToken)));
        return new([.. Ec2Addresses.Kms.Where((_, index) => opened[index])]);
    }
}

/// <summary>Which of EC2's key management services answer.</summary>
internal sealed record KmsReach(IReadOnlyList<IPAddress> Opened);
