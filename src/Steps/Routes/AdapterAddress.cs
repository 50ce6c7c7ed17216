using System.Net;

namespace OpenLaunch.Steps.Routes;

/// <summary>An address of an adapter and the length of its subnet's prefix.</summary>
/// <param name="Address">The address.</param>
/// <param name="PrefixLength">0 to 32 for IPv4, 0 to 128 for IPv6.</param>
public readonly record struct AdapterAddress(IPAddress Address, int PrefixLength);
