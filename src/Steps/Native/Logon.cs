using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OpenLaunch.Steps.Native;

/// <summary>Whose profile to load, and the loaded profile.</summary>
[NativeStruct("PROFILEINFOW", "userenv.h"), StructLayout(LayoutKind.Sequential)]
internal struct PROFILEINFOW
{
    public uint dwSize;
    public uint dwFlags;
    public nint lpUserName;
    public nint lpProfilePath;
    public nint lpDefaultPath;
    public nint lpServerName;
    public nint lpPolicyPath;
    public nint hProfile;
}

internal static unsafe partial class LogonNative
{
    [NativeConstant("winbase.h")] public const uint LOGON32_LOGON_BATCH = 4;
    [NativeConstant("winbase.h")] public const uint LOGON32_PROVIDER_DEFAULT = 0;
    [NativeConstant("userenv.h")] public const uint PI_NOUI = 1;
    [NativeConstant("winerror.h")] public const int ERROR_ACCOUNT_RESTRICTION = 1327;
    [NativeConstant("winerror.h")] public const int ERROR_INVALID_LOGON_HOURS = 1328;
    [NativeConstant("winerror.h")] public const int ERROR_PASSWORD_EXPIRED = 1330;
    [NativeConstant("winerror.h")] public const int ERROR_ACCOUNT_DISABLED = 1331;
    [NativeConstant("winerror.h")] public const int ERROR_LOGON_TYPE_NOT_GRANTED = 1385;
    [NativeConstant("winerror.h")] public const int ERROR_ACCOUNT_EXPIRED = 1793;
    [NativeConstant("winerror.h")] public const int ERROR_PASSWORD_MUST_CHANGE = 1907;
    [NativeConstant("winbase.h")] public const uint LOGON32_LOGON_NETWORK = 3;

    [LibraryImport("advapi32.dll", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool LogonUserW(
        string user, string domain, nint password, uint logonType, uint provider, out SafeAccessTokenHandle token);

    [LibraryImport("userenv.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool LoadUserProfileW(SafeAccessTokenHandle token, ref PROFILEINFOW information);

    [LibraryImport("userenv.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool UnloadUserProfile(SafeAccessTokenHandle token, nint profile);

    [LibraryImport("userenv.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool CreateEnvironmentBlock(
        out nint environment, SafeAccessTokenHandle token, [MarshalAs(UnmanagedType.Bool)] bool inherit);

    [LibraryImport("userenv.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool DestroyEnvironmentBlock(nint environment);

    [LibraryImport("userenv.dll", StringMarshalling = StringMarshalling.Utf16)]
    public static partial int CreateProfile(string sid, string user, char* path, uint length);
}

/// <summary>A locally unique identifier.</summary>
[NativeStruct("LUID", "winnt.h"), StructLayout(LayoutKind.Sequential)]
internal struct LUID
{
    public uint LowPart;
    public int HighPart;
}

/// <summary>A privilege and whether it is enabled.</summary>
[NativeStruct("LUID_AND_ATTRIBUTES", "winnt.h"), StructLayout(LayoutKind.Sequential)]
internal struct LUID_AND_ATTRIBUTES
{
    public LUID Luid;
    public uint Attributes;
}

/// <summary>A list of one privilege.</summary>
[NativeStruct("TOKEN_PRIVILEGES", "winnt.h"), StructLayout(LayoutKind.Sequential)]
internal struct TOKEN_PRIVILEGES
{
    public uint PrivilegeCount;
    public LUID_AND_ATTRIBUTES Privileges;
}

internal static partial class WindowsPrivilegeNative
{
    [NativeConstant("winnt.h")] private const uint TOKEN_ADJUST_PRIVILEGES = 0x20;
    [NativeConstant("winnt.h")] private const uint TOKEN_QUERY = 0x8;
    [NativeConstant("winnt.h")] public const uint SE_PRIVILEGE_ENABLED = 0x2;

    public static uint AdjustAndQuery => TOKEN_ADJUST_PRIVILEGES | TOKEN_QUERY;

    [LibraryImport("advapi32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool OpenProcessToken(nint process, uint access, out SafeAccessTokenHandle token);

    [LibraryImport("advapi32.dll", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool LookupPrivilegeValueW(string? system, string name, out LUID luid);

    [LibraryImport("advapi32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool AdjustTokenPrivileges(
        SafeAccessTokenHandle token,
        [MarshalAs(UnmanagedType.Bool)] bool disableAll,
        in TOKEN_PRIVILEGES newState,
        uint previousSize,
        nint previous,
        nint previousNeeded);
}
