using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OpenLaunch.Steps.Native;

/// <summary>A locally unique identifier.</summary>
[NativeStruct("LUID", "winnt.h")]
[StructLayout(LayoutKind.Sequential)]
internal struct LUID
{
    public uint LowPart;
    public int HighPart;
}

/// <summary>A privilege and whether it is enabled.</summary>
[NativeStruct("LUID_AND_ATTRIBUTES", "winnt.h")]
[StructLayout(LayoutKind.Sequential)]
internal struct LUID_AND_ATTRIBUTES
{
    public LUID Luid;
    public uint Attributes;
}

/// <summary>A list of one privilege.</summary>
[NativeStruct("TOKEN_PRIVILEGES", "winnt.h")]
[StructLayout(LayoutKind.Sequential)]
internal struct TOKEN_PRIVILEGES
{
    public uint PrivilegeCount;
    public LUID_AND_ATTRIBUTES Privileges;
}

internal static partial class WindowsPrivilegeNative
{
    [NativeConstant("TOKEN_ADJUST_PRIVILEGES", "winnt.h")]
    private const uint TOKEN_ADJUST_PRIVILEGES = 0x20;

    [NativeConstant("TOKEN_QUERY", "winnt.h")]
    private const uint TOKEN_QUERY = 0x8;

    [NativeConstant("SE_PRIVILEGE_ENABLED", "winnt.h")]
    public const uint SE_PRIVILEGE_ENABLED = 0x2;

    public static uint AdjustAndQuery => TOKEN_ADJUST_PRIVILEGES | TOKEN_QUERY;

    [LibraryImport("advapi32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool OpenProcessToken(nint process, uint access, out SafeAccessTokenHandle token);

    [LibraryImport("advapi32.dll", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool LookupPrivilegeValueW(string? system, string name, out LUID luid);

    [LibraryImport("advapi32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool AdjustTokenPrivileges(
        SafeAccessTokenHandle token,
        [MarshalAs(UnmanagedType.Bool)] bool disableAll,
        in TOKEN_PRIVILEGES newState,
        uint previousSize,
        nint previous,
        nint previousNeeded);
}
