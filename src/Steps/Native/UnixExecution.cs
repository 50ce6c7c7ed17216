using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace OpenLaunch.Steps.Native;

/// <summary>Another program in the place of this one, in the same process: its signals, streams and exit code.</summary>
[UnsupportedOSPlatform("windows")]
internal static partial class UnixExecution
{
    /// <summary>Becomes the program; returns only by throwing.</summary>
    /// <exception cref="IOException">It cannot be started.</exception>
    public static void Become(string program, IReadOnlyList<string> arguments)
    {
        _ = Execute(program, [program, .. arguments, null]);
        throw new IOException($"{program} cannot be started: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}.");
    }

    [LibraryImport("libc", EntryPoint = "execv", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Execute(string program, string?[] arguments);
}
