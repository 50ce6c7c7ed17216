using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OpenLaunch.Steps.Native;

/// <summary>Whose profile to load, and the loaded profile.</summary>
[NativeStruct("PROFILEINFOW", "userenv.h")]
[StructLayout(LayoutKind.Sequential)]
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

internal static partial class LogonNative
{
    [NativeConstant("LOGON32_LOGON_BATCH", "winbase.h")]
    public const uint LOGON32_LOGON_BATCH = 4;

    [NativeConstant("LOGON32_PROVIDER_DEFAULT", "winbase.h")]
    public const uint LOGON32_PROVIDER_DEFAULT = 0;

    [NativeConstant("PI_NOUI", "userenv.h")]
    public const uint PI_NOUI = 1;

    [LibraryImport("advapi32.dll", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool LogonUserW(
        string user, string domain, nint password, uint logonType, uint provider, out SafeAccessTokenHandle token);

    [LibraryImport("userenv.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool LoadUserProfileW(SafeAccessTokenHandle token, ref PROFILEINFOW information);

    [LibraryImport("userenv.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool UnloadUserProfile(SafeAccessTokenHandle token, nint profile);

    [LibraryImport("userenv.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool CreateEnvironmentBlock(
        out nint environment, SafeAccessTokenHandle token, [MarshalAs(UnmanagedType.Bool)] bool inherit);

    [LibraryImport("userenv.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool DestroyEnvironmentBlock(nint environment);
}
