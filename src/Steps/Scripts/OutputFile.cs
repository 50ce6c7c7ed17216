using System.Text;

namespace OpenLaunch.Steps.Scripts;

/// <summary>
/// A file that a process writes its output to by itself: nothing of it passes through the agent's memory, and no pipe can
/// fill up and hold the process.
/// </summary>
internal static class OutputFile
{
    /// <summary>The most that is kept of one file, in bytes: 64 MiB, half from the beginning and half from the end.</summary>
    public const long MaxBytes = 64 * 1024 * 1024;

    // What the note about the gap takes at most.
    private const int NoteBytes = 128;

    /// <summary>Cuts the middle out of a file that is too long, in place, whole lines at the cut where there are lines.</summary>
    /// <param name="path">The file; nothing happens without it.</param>
    public static void Bound(string path, long maxBytes = MaxBytes)
    {
        // Opened only when it is too long: what the process left running may still hold it.
        if (new FileInfo(path) is not { Exists: true, Length: var length } || length <= maxBytes)
            return;
        using var file = new FileStream(
            path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var half = (maxBytes - NoteBytes) / 2;
        var head = After(file, half - LineSearch, half);
        var tail = After(file, file.Length - half, file.Length - half + LineSearch);
        var left = $"[{tail - head} bytes of output are left out here]\n";
        file.Position = head;
        file.Write(Encoding.ASCII.GetBytes(left));
        MoveDown(file, tail, file.Position);
    }

    /// <summary>Gives the disk back the room of the middle of a file that is too long; the file keeps its length.</summary>
    /// <param name="path">The file; nothing happens without it, or where the file system cannot do it.</param>
    internal static void ReleaseMiddle(string path, long maxBytes)
    {
        if (new FileInfo(path) is not { Exists: true, Length: var length } || length <= maxBytes)
            return;
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        var half = maxBytes / 2;
        if (OperatingSystem.IsWindows())
            WindowsFileHole.Punch(file, half, length - half);
        else
            UnixFileHole.Punch(file, half, length - half);
    }

    private static int LineSearch => 4096;

    /// <summary>The place behind the first line end in a range, or the range's beginning when it has none.</summary>
    private static long After(FileStream file, long from, long to)
    {
        from = Math.Max(0, from);
        var bytes = new byte[to - from];
        file.Position = from;
        file.ReadExactly(bytes);
        return from + Array.IndexOf(bytes, (byte)'\n') + 1;
    }

    private static void MoveDown(FileStream file, long source, long target)
    {
        var buffer = new byte[1024 * 1024];
        int read;
        file.Position = source;
        while ((read = file.Read(buffer)) > 0)
        {
            source = file.Position;
            file.Position = target;
            file.Write(buffer, 0, read);
            target = file.Position;
            file.Position = source;
        }

        file.SetLength(target);
    }
}
