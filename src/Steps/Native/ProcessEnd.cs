using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace OpenLaunch.Steps.Native;

/// <summary>Ends this process at once, without asking anything that runs in it.</summary>
internal static partial class ProcessEnd
{
    private const nint ThisProcess = -1; // what GetCurrentProcess gives

    /// <summary>Ends the process; what is not written by now is lost.</summary>
    public static void Now(int exitCode)
    {
        if (OperatingSystem.IsWindows())
            TerminateProcess(ThisProcess, (uint)exitCode);
        else
            OfUnix.Exit(exitCode);
    }

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool TerminateProcess(nint process, uint exitCode);

    [UnsupportedOSPlatform("windows")]
    private static partial class OfUnix
    {
        [LibraryImport("libc", EntryPoint = "_exit")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static partial void Exit(int status);
    }
}
