using System.Runtime.InteropServices;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Routes.Native;

/// <summary>A prefix: an address and its length.</summary>
[NativeStruct("IP_ADDRESS_PREFIX", "netioapi.h")]
[StructLayout(LayoutKind.Sequential)]
internal struct IP_ADDRESS_PREFIX
{
    public SOCKADDR_INET Prefix;
    public byte PrefixLength;
}

/// <summary>A route in use.</summary>
[NativeStruct("MIB_IPFORWARD_ROW2", "netioapi.h")]
[StructLayout(LayoutKind.Sequential)]
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
[NativeStruct("MIB_IPFORWARD_TABLE2", "netioapi.h")]
[StructLayout(LayoutKind.Sequential)]
internal struct MIB_IPFORWARD_TABLE2
{
    public uint NumEntries;

    /// <summary>The first of <see cref="NumEntries"/> rows.</summary>
    public MIB_IPFORWARD_ROW2 Table;
}

internal static unsafe partial class ForwardTableNative
{
    [NativeConstant("MIB_IPPROTO_NETMGMT", "nldef.h")]
    public const int MIB_IPPROTO_NETMGMT = 3;

    [NativeConstant("NlroManual", "nldef.h")]
    public const int NlroManual = 0;

    [NativeConstant("ERROR_NOT_FOUND", "winerror.h")]
    public const int ERROR_NOT_FOUND = 1168;

    [NativeConstant("ERROR_OBJECT_ALREADY_EXISTS", "winerror.h")]
    public const int ERROR_OBJECT_ALREADY_EXISTS = 5010;

    [NativeConstant("ERROR_FILE_NOT_FOUND", "winerror.h")]
    public const int ERROR_FILE_NOT_FOUND = 2;

    [LibraryImport("iphlpapi.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial int GetIpForwardTable2(ushort family, out MIB_IPFORWARD_TABLE2* table);

    [LibraryImport("iphlpapi.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial void FreeMibTable(void* table);

    [LibraryImport("iphlpapi.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial void InitializeIpForwardEntry(out MIB_IPFORWARD_ROW2 row);

    [LibraryImport("iphlpapi.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial int CreateIpForwardEntry2(ref MIB_IPFORWARD_ROW2 row);

    [LibraryImport("iphlpapi.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial int DeleteIpForwardEntry2(ref MIB_IPFORWARD_ROW2 row);
}
