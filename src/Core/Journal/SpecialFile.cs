using System.Runtime.InteropServices;

namespace OpenLaunch.Core.Journal;

/// <summary>Tells files from what has a name like one: opening a pipe waits for its other end, and a device has no end.</summary>
internal static partial class SpecialFile
{
    private const int KindMask = 0xF000; // S_IFMT of the runtime's shim, and of each Unix

    /// <summary>What is at a path, or where a link there leads: a pipe, a device, a socket; null: none of them.</summary>
    public static string? KindOf(string path)
    {
        // A folder of Windows holds none of them.
        if (OperatingSystem.IsWindows() || ReadStatus(path, out var status) != 0)
            return null;
        return (status.Mode & KindMask) switch
        {
            0x1000 => "a pipe",
            0x2000 or 0x6000 => "a device",
            0xC000 => "a socket",
            _ => null,
        };
    }

    // The runtime's own shim of stat(2), whose structure differs by system and processor.
    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_Stat", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ReadStatus(string path, out FileStatus status);

    /// <summary>The head of the shim's structure, in which the kind is.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 256)]
    private struct FileStatus
    {
        public int Flags;
        public int Mode;
    }
}
