using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace OpenLaunch.Steps.Scripts;

/// <summary>Gives the room of a part of a file back to the disk, on Linux.</summary>
[UnsupportedOSPlatform("windows")]
internal static partial class UnixFileHole
{
    // linux/falloc.h: FALLOC_FL_PUNCH_HOLE goes with FALLOC_FL_KEEP_SIZE only.
    private const int PunchAndKeepSize = 0x02 | 0x01;

    /// <summary>Punches a hole; a file system that cannot leaves all as it is.</summary>
    public static void Punch(SafeFileHandle file, long from, long to)
    {
        if (OperatingSystem.IsLinux() && to > from)
            _ = FileAllocate(file, PunchAndKeepSize, from, to - from);
    }

    [LibraryImport("libc", EntryPoint = "fallocate64")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FileAllocate(SafeFileHandle file, int mode, long offset, long length);
}
