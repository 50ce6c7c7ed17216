using System.Net;

namespace OpenLaunch.Steps.Routes;

/// <summary>An address of an adapter and the length of its subnet's prefix.</summary>
/// <param name="Address">The address.</param>
/// <param name="PrefixLength">0 to 32 for IPv4, 0 to 128 for IPv6.</param>
public readonly record struct AdapterAddress(IPAddress Address, int PrefixLength)
{
    /// <summary>The subnet.</summary>
    public IPNetwork Subnet
    {
        get
        {
            // IPNetwork refuses an address with bits beyond the prefix.
            var bytes = Address.GetAddressBytes();
            for (var bit = PrefixLength; bit < bytes.Length * 8; bit++)
                bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
            return new(new IPAddress(bytes), PrefixLength);
        }
    }

    /// <summary>Whether an address lies in the subnet.</summary>
    /// <param name="address">The address, of any family.</param>
    public bool Contains(IPAddress address) => address.AddressFamily == Address.AddressFamily && Subnet.Contains(address);
}
