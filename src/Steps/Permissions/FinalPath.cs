using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Permissions;

/// <summary>Tells where an opened file really is, whatever links led to it.</summary>
[SupportedOSPlatform("windows")]
internal static partial class FinalPath
{
    private const int LongestPath = 32_768; // the most that Windows has, with the prefix of long paths

    /// <summary>Refuses a file that stands elsewhere than its path says: profile, folder and name must be the same.</summary>
    /// <exception cref="MachineException">It does, or Windows cannot tell.</exception>
    public static void Demand(SafeFileHandle file, string path)
    {
        if (!IsSamePlace(Of(file, path), path))
            throw new MachineException($"'{path}' leads elsewhere, through a link that a user may have made. Remove the link.");
    }

    /// <summary>Where an opened file is.</summary>
    /// <exception cref="MachineException">Windows cannot tell.</exception>
    public static string Of(SafeFileHandle file, string path)
    {
        var buffer = new char[LongestPath];
        var length = GetFinalPathNameByHandleW(file, buffer, (uint)buffer.Length, flags: 0);
        if (length == 0 || length > buffer.Length)
            throw WindowsException.ForLastError($"Cannot read where '{path}' leads", "Check the file system.");
        return new(buffer, 0, (int)length);
    }

    /// <summary>Whether a file stands where its path says. A drive may be another name of a folder or of a share.</summary>
    internal static bool IsAt(string final, string path)
    {
        var plain = final.StartsWith(@"\\?\UNC\", StringComparison.Ordinal) ? @"\\" + final[8..]
            : final.StartsWith(@"\\?\", StringComparison.Ordinal) ? final[4..]
            : final;
        if (plain.Equals(path, StringComparison.OrdinalIgnoreCase))
            return true;
        return path is [_, ':', ..] && !plain.StartsWith(path[..2], StringComparison.OrdinalIgnoreCase)
            && plain.EndsWith(path[2..], StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The drive may have another name, and the folder of all profiles may be moved by an administrator.</summary>
    internal static bool IsSamePlace(string final, string path) =>
        string.Equals(LastThree(final), LastThree(path), StringComparison.OrdinalIgnoreCase);

    private static string LastThree(string path) => string.Join('\\', path.Split('\\', '/').TakeLast(3));

    [LibraryImport("kernel32.dll", SetLastError = true)]
    private static partial uint GetFinalPathNameByHandleW(SafeFileHandle file, [Out] char[] path, uint length, uint flags);
}
