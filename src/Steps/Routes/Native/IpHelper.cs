using System.Net;
using System.Runtime.InteropServices;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Routes.Native;

/// <summary>A pointer to a socket address with its length.</summary>
[NativeStruct("SOCKET_ADDRESS", "ws2def.h"), StructLayout(LayoutKind.Sequential)]
internal unsafe struct SOCKET_ADDRESS
{
    public SOCKADDR_INET* lpSockaddr;
    public int iSockaddrLength;
}

/// <summary>One address of an adapter.</summary>
[NativeStruct("IP_ADAPTER_UNICAST_ADDRESS_LH", "iptypes.h"), StructLayout(LayoutKind.Sequential)]
internal unsafe struct IP_ADAPTER_UNICAST_ADDRESS_LH
{
    public uint Length;
    public uint Flags;
    public IP_ADAPTER_UNICAST_ADDRESS_LH* Next;
    public SOCKET_ADDRESS Address;
    public int PrefixOrigin;
    public int SuffixOrigin;
    public int DadState;
    public uint ValidLifetime;
    public uint PreferredLifetime;
    public uint LeaseLifetime;
    public byte OnLinkPrefixLength;
}

/// <summary>One default gateway of an adapter.</summary>
[NativeStruct("IP_ADAPTER_GATEWAY_ADDRESS_LH", "iptypes.h"), StructLayout(LayoutKind.Sequential)]
internal unsafe struct IP_ADAPTER_GATEWAY_ADDRESS_LH
{
    public uint Length;
    public uint Reserved;
    public IP_ADAPTER_GATEWAY_ADDRESS_LH* Next;
    public SOCKET_ADDRESS Address;
}

/// <summary>An adapter with its lists.</summary>
[NativeStruct("IP_ADAPTER_ADDRESSES_LH", "iptypes.h"), StructLayout(LayoutKind.Sequential)]
internal unsafe struct IP_ADAPTER_ADDRESSES_LH
{
    public uint Length;
    public uint IfIndex;
    public IP_ADAPTER_ADDRESSES_LH* Next;
    public byte* AdapterName;
    public IP_ADAPTER_UNICAST_ADDRESS_LH* FirstUnicastAddress;
    public void* FirstAnycastAddress;
    public void* FirstMulticastAddress;
    public void* FirstDnsServerAddress;
    public ushort* DnsSuffix;
    public ushort* Description;
    public ushort* FriendlyName;
    public fixed byte PhysicalAddress[8];
    public uint PhysicalAddressLength;
    public uint Flags;
    public uint Mtu;
    public uint IfType;
    public int OperStatus;
    public uint Ipv6IfIndex;
    public fixed uint ZoneIndices[16];
    public void* FirstPrefix;
    public ulong TransmitLinkSpeed;
    public ulong ReceiveLinkSpeed;
    public void* FirstWinsServerAddress;
    public IP_ADAPTER_GATEWAY_ADDRESS_LH* FirstGatewayAddress;
    public uint Ipv4Metric;
    public uint Ipv6Metric;
    public ulong Luid;
    public SOCKET_ADDRESS Dhcpv4Server;
    public uint CompartmentId;
    public Guid NetworkGuid;
    public int ConnectionType;
    public int TunnelType;
    public SOCKET_ADDRESS Dhcpv6Server;
    public fixed byte Dhcpv6ClientDuid[130];
    public uint Dhcpv6ClientDuidLength;
    public uint Dhcpv6Iaid;
    public void* FirstDnsSuffix;
}

internal static unsafe partial class AdapterAddressesNative
{
    [NativeConstant("iptypes.h")] private const uint GAA_FLAG_SKIP_ANYCAST = 0x2;
    [NativeConstant("iptypes.h")] private const uint GAA_FLAG_SKIP_MULTICAST = 0x4;
    [NativeConstant("iptypes.h")] private const uint GAA_FLAG_SKIP_DNS_SERVER = 0x8;
    [NativeConstant("iptypes.h")] private const uint GAA_FLAG_INCLUDE_GATEWAYS = 0x80;
    [NativeConstant("winerror.h")] public const uint ERROR_BUFFER_OVERFLOW = 111;
    [NativeConstant("winerror.h")] public const uint ERROR_NO_DATA = 232;
    [NativeConstant("ipifcons.h")] public const uint IF_TYPE_ETHERNET_CSMACD = 6;
    [NativeConstant("ifdef.h")] public const int IfOperStatusUp = 1;
    [NativeConstant("nldef.h")] public const int IpDadStateInvalid = 0;
    [NativeConstant("nldef.h")] public const int IpDadStateDuplicate = 2;

    public static uint WantedLists =>
        GAA_FLAG_SKIP_ANYCAST | GAA_FLAG_SKIP_MULTICAST | GAA_FLAG_SKIP_DNS_SERVER | GAA_FLAG_INCLUDE_GATEWAYS;

    [LibraryImport("iphlpapi.dll")]
    public static partial uint GetAdaptersAddresses(uint family, uint flags, void* reserved, void* buffer, ref uint size);
}

/// <summary>An IPv4 or IPv6 socket address.</summary>
[NativeStruct("SOCKADDR_INET", "ws2ipdef.h"), StructLayout(LayoutKind.Explicit, Size = 28)]
internal unsafe struct SOCKADDR_INET
{
    [FieldOffset(0)]
    public ushort si_family;

    [FieldOffset(4)]
    [NativeField("Ipv4.sin_addr")]
    public uint sin_addr;

    [FieldOffset(8)]
    [NativeField("Ipv6.sin6_addr")]
    public fixed byte sin6_addr[16];

    [FieldOffset(24)]
    [NativeField("Ipv6.sin6_scope_id")]
    public uint sin6_scope_id;

    /// <summary>The address, or null for another family. The scope of a link-local address is left out: routes and
    /// adapters name the interface themselves, and an address must compare equal wherever it was read.</summary>
    public readonly IPAddress? ToAddress()
    {
        switch (si_family)
        {
            case SocketAddressFamily.AF_INET:
                return new IPAddress(sin_addr);
            case SocketAddressFamily.AF_INET6:
                fixed (byte* bytes = sin6_addr)
                    return new IPAddress(new ReadOnlySpan<byte>(bytes, 16));
            default:
                return null;
        }
    }

    public static SOCKADDR_INET From(IPAddress address)
    {
        var result = default(SOCKADDR_INET);
        var bytes = address.GetAddressBytes();
        if (bytes.Length == 4)
        {
            result.si_family = SocketAddressFamily.AF_INET;
            result.sin_addr = MemoryMarshal.Read<uint>(bytes);
        }
        else
        {
            result.si_family = SocketAddressFamily.AF_INET6;
            bytes.CopyTo(new Span<byte>(result.sin6_addr, 16));
        }

        return result;
    }
}

internal static class SocketAddressFamily
{
    [NativeConstant("winsock2.h")] public const ushort AF_UNSPEC = 0;
    [NativeConstant("winsock2.h")] public const ushort AF_INET = 2;
    [NativeConstant("winsock2.h")] public const ushort AF_INET6 = 23;
}

/// <summary>A prefix: an address and its length.</summary>
[NativeStruct("IP_ADDRESS_PREFIX", "netioapi.h"), StructLayout(LayoutKind.Sequential)]
internal struct IP_ADDRESS_PREFIX
{
    public SOCKADDR_INET Prefix;
    public byte PrefixLength;
}

/// <summary>A route in use.</summary>
[NativeStruct("MIB_IPFORWARD_ROW2", "netioapi.h"), StructLayout(LayoutKind.Sequential)]
internal struct MIB_IPFORWARD_ROW2
{
    public ulong InterfaceLuid;
    public uint InterfaceIndex;
    public IP_ADDRESS_PREFIX DestinationPrefix;
    public SOCKADDR_INET NextHop;
    public byte SitePrefixLength;
    public uint ValidLifetime;
    public uint PreferredLifetime;
    public uint Metric;
    public int Protocol;
    public byte Loopback;
    public byte AutoconfigureAddress;
    public byte Publish;
    public byte Immortal;
    public uint Age;
    public int Origin;
}

/// <summary>All routes in use.</summary>
[NativeStruct("MIB_IPFORWARD_TABLE2", "netioapi.h"), StructLayout(LayoutKind.Sequential)]
internal struct MIB_IPFORWARD_TABLE2
{
    public uint NumEntries;

    /// <summary>The first of <see cref="NumEntries"/> rows.</summary>
    public MIB_IPFORWARD_ROW2 Table;
}

internal static unsafe partial class ForwardTableNative
{
    [NativeConstant("nldef.h")] public const int MIB_IPPROTO_NETMGMT = 3;
    [NativeConstant("nldef.h")] public const int NlroManual = 0;
    [NativeConstant("winerror.h")] public const int ERROR_NOT_FOUND = 1168;
    [NativeConstant("winerror.h")] public const int ERROR_OBJECT_ALREADY_EXISTS = 5010;
    [NativeConstant("winerror.h")] public const int ERROR_FILE_NOT_FOUND = 2;

    [LibraryImport("iphlpapi.dll")]
    public static partial int GetIpForwardTable2(ushort family, out MIB_IPFORWARD_TABLE2* table);

    [LibraryImport("iphlpapi.dll")]
    public static partial void FreeMibTable(void* table);

    [LibraryImport("iphlpapi.dll")]
    public static partial void InitializeIpForwardEntry(out MIB_IPFORWARD_ROW2 row);

    [LibraryImport("iphlpapi.dll")]
    public static partial int CreateIpForwardEntry2(ref MIB_IPFORWARD_ROW2 row);

    [LibraryImport("iphlpapi.dll")]
    public static partial int DeleteIpForwardEntry2(ref MIB_IPFORWARD_ROW2 row);
}
