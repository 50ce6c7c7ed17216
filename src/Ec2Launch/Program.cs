using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using OpenLaunch.Steps.Scripts.Native;
using static OpenLaunch.Ec2Launch.Ec2LaunchNative;

[assembly: SupportedOSPlatform("windows")]

namespace OpenLaunch.Ec2Launch;

/// <summary>
/// <c>EC2Launch.exe</c> at the place of EC2Launch v2's: has the installed program carry out the command line, which that takes as
/// EC2Launch v2's. Whatever version is installed, so that no upgrade leaves an old one here.
/// </summary>
internal static unsafe class Program
{
    private const int Failed = 1;
    private const nint OwnProcess = -1; // what GetCurrentProcess gives

    /// <summary>The installed program, from here. <c>install</c> and <c>uninstall</c> know this file by it.</summary>
    private static ReadOnlySpan<byte> Place => "../../OpenLaunch/openlaunch.exe"u8;

    private static int Main()
    {
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, Encoding.UTF8.GetString(Place)));
        var command = $"\"{program}\" --as-ec2launch {Arguments(new string(GetCommandLineW()))}\0".ToCharArray();
        _ = SetConsoleCtrlHandler(&Stay, 1);
        var startup = new STARTUPINFOW { cb = (uint)sizeof(STARTUPINFOW) };
        fixed (char* line = command)
        {
            if (CreateProcessW(program, line, 0, 0, 1, CREATE_SUSPENDED, 0, 0, &startup, out var process) == 0)
            {
                return Tell(
                    $"{program} cannot be started: Win32 error {Marshal.GetLastPInvokeError()}. Install OpenLaunch again.\n");
            }

            TieToThis(process.hProcess);
            _ = ResumeThread(process.hThread);
            _ = WaitForSingleObject(process.hProcess, INFINITE);
            return GetExitCodeProcess(process.hProcess, out var code) == 0 ? Failed : (int)code;
        }
    }

    /// <summary>The command line behind the program's name, as it was given: nothing is quoted anew.</summary>
    private static string Arguments(string line)
    {
        var end = line.StartsWith('"') ? line.IndexOf('"', 1) + 1 : line.AsSpan().IndexOfAny(' ', '\t');
        return end <= 0 ? "" : line[end..].TrimStart();
    }

    /// <summary>If this process is killed, so is the program, but not what that starts.</summary>
    private static void TieToThis(nint process)
    {
        var limits = new JOBOBJECT_EXTENDED_LIMIT_INFORMATION();
        limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE | JOB_OBJECT_LIMIT_SILENT_BREAKAWAY_OK;
        var job = CreateJobObjectW(0, 0);
        var size = (uint)sizeof(JOBOBJECT_EXTENDED_LIMIT_INFORMATION);
        if (SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limits, size) != 0)
            _ = AssignProcessToJobObject(job, process);
    }

    /// <summary>
    /// The program hears of Ctrl-C, of a closed window and of the end of Windows too, and ends in order: this one stays until
    /// it has.
    /// </summary>
    [UnmanagedCallersOnly]
    private static int Stay(uint what)
    {
        if (what is not (CTRL_C_EVENT or CTRL_BREAK_EVENT))
            _ = WaitForSingleObject(OwnProcess, INFINITE); // Windows ends it once this returns, or has taken too long
        return 1;
    }

    private static int Tell(string message)
    {
        var text = Encoding.UTF8.GetBytes(message);
        fixed (byte* bytes = text)
            _ = WriteFile(GetStdHandle(STD_ERROR_HANDLE), bytes, (uint)text.Length, out _, 0);
        return Failed;
    }
}
