using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Volumes.Native;

internal static unsafe partial class DeviceControlNative
{
    [NativeConstant("GENERIC_READ", "winnt.h")]
    public const uint GENERIC_READ = 0x80000000;

    [NativeConstant("GENERIC_WRITE", "winnt.h")]
    public const uint GENERIC_WRITE = 0x40000000;

    [NativeConstant("FILE_SHARE_READ", "winnt.h")]
    public const uint FILE_SHARE_READ = 1;

    [NativeConstant("FILE_SHARE_WRITE", "winnt.h")]
    public const uint FILE_SHARE_WRITE = 2;

    [NativeConstant("OPEN_EXISTING", "winbase.h")]
    public const uint OPEN_EXISTING = 3;

    [NativeConstant("ERROR_INSUFFICIENT_BUFFER", "winerror.h")]
    public const int ERROR_INSUFFICIENT_BUFFER = 122;

    [NativeConstant("ERROR_NO_MORE_FILES", "winerror.h")]
    public const int ERROR_NO_MORE_FILES = 18;

    [NativeConstant("PARTITION_STYLE_MBR", "winioctl.h")]
    public const int PARTITION_STYLE_MBR = 0;

    [NativeConstant("PARTITION_STYLE_GPT", "winioctl.h")]
    public const int PARTITION_STYLE_GPT = 1;

    [NativeConstant("IOCTL_DISK_GET_DRIVE_LAYOUT_EX", "winioctl.h")]
    public const uint IOCTL_DISK_GET_DRIVE_LAYOUT_EX = 0x00070050;

    [NativeConstant("IOCTL_DISK_GET_DRIVE_GEOMETRY_EX", "winioctl.h")]
    public const uint IOCTL_DISK_GET_DRIVE_GEOMETRY_EX = 0x000700A0;

    [NativeConstant("IOCTL_DISK_UPDATE_DRIVE_SIZE", "winioctl.h")]
    public const uint IOCTL_DISK_UPDATE_DRIVE_SIZE = 0x0007C0C8;

    [NativeConstant("IOCTL_DISK_GROW_PARTITION", "winioctl.h")]
    public const uint IOCTL_DISK_GROW_PARTITION = 0x0007C0D0;

    [NativeConstant("IOCTL_DISK_UPDATE_PROPERTIES", "winioctl.h")]
    public const uint IOCTL_DISK_UPDATE_PROPERTIES = 0x00070140;

    [NativeConstant("IOCTL_VOLUME_GET_VOLUME_DISK_EXTENTS", "winioctl.h")]
    public const uint IOCTL_VOLUME_GET_VOLUME_DISK_EXTENTS = 0x00560000;

    [NativeConstant("FSCTL_EXTEND_VOLUME", "winioctl.h")]
    public const uint FSCTL_EXTEND_VOLUME = 0x000900F0;

    [LibraryImport("kernel32.dll", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial SafeFileHandle CreateFileW(
        string name, uint access, uint share, nint security, uint disposition, uint flags, nint template);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool DeviceIoControl(
        SafeFileHandle device, uint code, void* input, uint inputSize, void* output, uint outputSize, out uint returned,
        nint overlapped);
}
