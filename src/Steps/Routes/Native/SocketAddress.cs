using System.Net;
using System.Runtime.InteropServices;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Routes.Native;

/// <summary>An IPv4 or IPv6 socket address.</summary>
[NativeStruct("SOCKADDR_INET", "ws2ipdef.h")]
[StructLayout(LayoutKind.Explicit, Size = 28)]
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
    [NativeConstant("AF_UNSPEC", "winsock2.h")]
    public const ushort AF_UNSPEC = 0;

    [NativeConstant("AF_INET", "winsock2.h")]
    public const ushort AF_INET = 2;

    [NativeConstant("AF_INET6", "winsock2.h")]
    public const ushort AF_INET6 = 23;
}
