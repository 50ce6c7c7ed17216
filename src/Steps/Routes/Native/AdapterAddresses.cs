using System.Runtime.InteropServices;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Routes.Native;

/// <summary>A pointer to a socket address with its length.</summary>
[NativeStruct("SOCKET_ADDRESS", "ws2def.h")]
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SOCKET_ADDRESS
{
    public SOCKADDR_INET* lpSockaddr;
    public int iSockaddrLength;
}

/// <summary>One address of an adapter.</summary>
[NativeStruct("IP_ADAPTER_UNICAST_ADDRESS_LH", "iptypes.h")]
[StructLayout(LayoutKind.Sequential)]
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
[NativeStruct("IP_ADAPTER_GATEWAY_ADDRESS_LH", "iptypes.h")]
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct IP_ADAPTER_GATEWAY_ADDRESS_LH
{
    public uint Length;
    public uint Reserved;
    public IP_ADAPTER_GATEWAY_ADDRESS_LH* Next;
    public SOCKET_ADDRESS Address;
}

/// <summary>An adapter with its lists.</summary>
[NativeStruct("IP_ADAPTER_ADDRESSES_LH", "iptypes.h")]
[StructLayout(LayoutKind.Sequential)]
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
    [NativeConstant("GAA_FLAG_SKIP_ANYCAST", "iptypes.h")]
    private const uint GAA_FLAG_SKIP_ANYCAST = 0x2;

    [NativeConstant("GAA_FLAG_SKIP_MULTICAST", "iptypes.h")]
    private const uint GAA_FLAG_SKIP_MULTICAST = 0x4;

    [NativeConstant("GAA_FLAG_SKIP_DNS_SERVER", "iptypes.h")]
    private const uint GAA_FLAG_SKIP_DNS_SERVER = 0x8;

    [NativeConstant("GAA_FLAG_INCLUDE_GATEWAYS", "iptypes.h")]
    private const uint GAA_FLAG_INCLUDE_GATEWAYS = 0x80;

    [NativeConstant("ERROR_BUFFER_OVERFLOW", "winerror.h")]
    public const uint ERROR_BUFFER_OVERFLOW = 111;

    [NativeConstant("ERROR_NO_DATA", "winerror.h")]
    public const uint ERROR_NO_DATA = 232;

    [NativeConstant("IF_TYPE_ETHERNET_CSMACD", "ipifcons.h")]
    public const uint IF_TYPE_ETHERNET_CSMACD = 6;

    [NativeConstant("IfOperStatusUp", "ifdef.h")]
    public const int IfOperStatusUp = 1;

    [NativeConstant("IpDadStateInvalid", "nldef.h")]
    public const int IpDadStateInvalid = 0;

    [NativeConstant("IpDadStateDuplicate", "nldef.h")]
    public const int IpDadStateDuplicate = 2;

    public static uint WantedLists =>
        GAA_FLAG_SKIP_ANYCAST | GAA_FLAG_SKIP_MULTICAST | GAA_FLAG_SKIP_DNS_SERVER | GAA_FLAG_INCLUDE_GATEWAYS;

    [LibraryImport("iphlpapi.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial uint GetAdaptersAddresses(uint family, uint flags, void* reserved, void* buffer, ref uint size);
}
