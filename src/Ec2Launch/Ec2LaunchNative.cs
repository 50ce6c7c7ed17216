using System.Runtime.InteropServices;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Scripts.Native;

namespace OpenLaunch.Ec2Launch;

internal static unsafe partial class Ec2LaunchNative
{
    [NativeConstant("winbase.h")] public const uint CREATE_SUSPENDED = 0x4;
    [NativeConstant("winnt.h")] public const uint JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE = 0x2000;
    [NativeConstant("winnt.h")] public const uint JOB_OBJECT_LIMIT_SILENT_BREAKAWAY_OK = 0x1000;
    [NativeConstant("winnt.h")] public const int JobObjectExtendedLimitInformation = 9;
    [NativeConstant("winbase.h")] public const uint INFINITE = 0xFFFFFFFF;
    [NativeConstant("winbase.h")] public const uint STD_ERROR_HANDLE = 0xFFFFFFF4;
    [NativeConstant("wincon.h")] public const uint CTRL_C_EVENT = 0;
    [NativeConstant("wincon.h")] public const uint CTRL_BREAK_EVENT = 1;

    [LibraryImport("kernel32.dll")]
    public static partial char* GetCommandLineW();

    [LibraryImport("kernel32.dll")]
    public static partial int SetConsoleCtrlHandler(delegate* unmanaged<uint, int> handler, int adds);

    [LibraryImport("kernel32.dll")]
    public static partial nint CreateJobObjectW(nint security, nint name);

    [LibraryImport("kernel32.dll")]
    public static partial int SetInformationJobObject(nint job, int kind, void* information, uint size);

    [LibraryImport("kernel32.dll", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    public static partial int CreateProcessW(
        string program, char* command, nint processSecurity, nint threadSecurity, int inheritsHandles, uint flags,
        nint environment, nint folder, STARTUPINFOW* startup, out PROCESS_INFORMATION process);

    [LibraryImport("kernel32.dll")]
    public static partial int AssignProcessToJobObject(nint job, nint process);

    [LibraryImport("kernel32.dll")]
    public static partial uint ResumeThread(nint thread);

    [LibraryImport("kernel32.dll")]
    public static partial uint WaitForSingleObject(nint handle, uint milliseconds);

    [LibraryImport("kernel32.dll")]
    public static partial int GetExitCodeProcess(nint process, out uint code);

    [LibraryImport("kernel32.dll")]
    public static partial nint GetStdHandle(uint which);

    [LibraryImport("kernel32.dll")]
    public static partial int WriteFile(nint file, byte* text, uint length, out uint written, nint overlapped);
}
