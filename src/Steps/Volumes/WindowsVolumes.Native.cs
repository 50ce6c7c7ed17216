using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Volumes;

internal static unsafe partial class WindowsVolumesNative
{
    [NativeConstant("DRIVE_FIXED", "winbase.h")]
    public const uint DRIVE_FIXED = 3;

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial SafeVolumeSearchHandle FindFirstVolumeW(char* name, uint length);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool FindNextVolumeW(SafeVolumeSearchHandle search, char* name, uint length);

    [LibraryImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool FindVolumeClose(nint search);

    [LibraryImport("kernel32.dll", StringMarshalling = StringMarshalling.Utf16)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial uint GetDriveTypeW(string root);

    [LibraryImport("kernel32.dll", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool GetVolumeInformationW(
        string root, char* label, uint labelLength, uint* serial, uint* componentLength, uint* flags, char* fileSystem,
        uint fileSystemLength);

    [LibraryImport("kernel32.dll", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool GetDiskFreeSpaceW(
        string root, out uint sectorsPerCluster, out uint bytesPerSector, out uint freeClusters, out uint clusters);

    [LibraryImport("kernel32.dll", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool GetVolumePathNamesForVolumeNameW(string root, char* paths, uint length, out uint needed);
}

/// <summary>A search for volumes.</summary>
internal sealed class SafeVolumeSearchHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle() => WindowsVolumesNative.FindVolumeClose(handle);
}
