using System.Runtime.InteropServices;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Scripts.Native;

/// <summary>A part of a file that is to hold zeros.</summary>
[NativeStruct("FILE_ZERO_DATA_INFORMATION", "winioctl.h"), StructLayout(LayoutKind.Sequential)]
internal struct FILE_ZERO_DATA_INFORMATION
{
    public long FileOffset;
    public long BeyondFinalZero;
}

internal static class FileHoleNative
{
    [NativeConstant("winioctl.h")] public const uint FSCTL_SET_SPARSE = 0x000900C4;
    [NativeConstant("winioctl.h")] public const uint FSCTL_SET_ZERO_DATA = 0x000980C8;
}
