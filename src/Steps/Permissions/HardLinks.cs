using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Permissions;

/// <summary>
/// Tells whether a file of Windows has several names. Before Windows 10 whoever could read a file of the system could give it
/// another name in any folder that he may add files to.
/// </summary>
[SupportedOSPlatform("windows")]
internal static class HardLinks
{
    public static bool IsAmongSeveral(string path)
    {
        // Without any right, so that whoever holds it open does not stand in the way.
        using var file = DeviceControlNative.CreateFileW(
            path, 0, DeviceControlNative.FILE_SHARE_READ | DeviceControlNative.FILE_SHARE_WRITE, 0,
            DeviceControlNative.OPEN_EXISTING, 0, 0);
        return !file.IsInvalid && HardLinksNative.GetFileInformationByHandleEx(
            file, HardLinksNative.FileStandardInfo, out var facts, (uint)Unsafe.SizeOf<FILE_STANDARD_INFO>())
            && facts.NumberOfLinks > 1;
    }
}

internal static partial class HardLinksNative
{
    [NativeConstant("winbase.h")] public const int FileStandardInfo = 1;

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool GetFileInformationByHandleEx(
        SafeFileHandle file, int kind, out FILE_STANDARD_INFO facts, uint size);
}

[NativeStruct("FILE_STANDARD_INFO", "winbase.h")]
[StructLayout(LayoutKind.Sequential)]
internal struct FILE_STANDARD_INFO
{
    public long AllocationSize;
    public long EndOfFile;
    public uint NumberOfLinks;
    public byte DeletePending;
    public byte Directory;
}
