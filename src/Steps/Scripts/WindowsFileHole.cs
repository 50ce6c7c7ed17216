using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Scripts.Native;

namespace OpenLaunch.Steps.Scripts;

/// <summary>Gives the room of a part of a file back to the disk, on NTFS and ReFS.</summary>
[SupportedOSPlatform("windows")]
internal static unsafe class WindowsFileHole
{
    /// <summary>Makes the file sparse and empties the part; a file system that cannot leaves all as it is.</summary>
    public static void Punch(SafeFileHandle file, long from, long to)
    {
        var range = new FILE_ZERO_DATA_INFORMATION { FileOffset = from, BeyondFinalZero = to };
        if (to > from && DeviceControlNative.DeviceIoControl(file, FileHoleNative.FSCTL_SET_SPARSE, null, 0, null, 0, out _, 0))
            _ = DeviceControlNative.DeviceIoControl(
                file, FileHoleNative.FSCTL_SET_ZERO_DATA, &range, (uint)sizeof(FILE_ZERO_DATA_INFORMATION), null, 0, out _, 0);
    }
}
