using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Scripts.Native;

internal static unsafe partial class ProcessNative
{
    [NativeConstant("winbase.h")] private const uint CREATE_SUSPENDED = 0x4;

    /// <summary>A console of its own, whose code page can be set, without a window: nobody is there to see one.</summary>
    [NativeConstant("winbase.h")] private const uint CREATE_NO_WINDOW = 0x8000000;
    [NativeConstant("winbase.h")] private const uint CREATE_UNICODE_ENVIRONMENT = 0x400;
    [NativeConstant("winbase.h")] private const uint EXTENDED_STARTUPINFO_PRESENT = 0x80000;
    [NativeConstant("winbase.h")] public const uint STARTF_USESTDHANDLES = 0x100;
    [NativeConstant("winbase.h")] public const nuint PROC_THREAD_ATTRIBUTE_HANDLE_LIST = 0x20002;
    [NativeConstant("winnt.h")] public const uint JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE = 0x2000;
    [NativeConstant("winnt.h")] public const uint JOB_OBJECT_LIMIT_SILENT_BREAKAWAY_OK = 0x1000;
    [NativeConstant("winnt.h")] public const int JobObjectExtendedLimitInformation = 9;

    /// <summary>The exit code of a script that was ended.</summary>
    [NativeConstant("winerror.h")] public const uint ERROR_TIMEOUT = 1460;

    /// <summary>A process may not be started with a token.</summary>
    [NativeConstant("winerror.h")] public const int ERROR_PRIVILEGE_NOT_HELD = 1314;
    [NativeConstant("winnt.h")] public const int JobObjectBasicAccountingInformation = 1;

    public static uint CreationFlags =>
        CREATE_SUSPENDED | CREATE_NO_WINDOW | CREATE_UNICODE_ENVIRONMENT | EXTENDED_STARTUPINFO_PRESENT;

    [LibraryImport("kernel32.dll", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool CreateProcessW(
        string? application, char* command, nint processSecurity, nint threadSecurity,
        [MarshalAs(UnmanagedType.Bool)] bool inheritHandles, uint flags, nint environment, string folder,
        ref STARTUPINFOEXW startup, out PROCESS_INFORMATION information);

    [LibraryImport("advapi32.dll", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool CreateProcessAsUserW(
        SafeAccessTokenHandle token, string? application, char* command, nint processSecurity, nint threadSecurity,
        [MarshalAs(UnmanagedType.Bool)] bool inheritHandles, uint flags, nint environment, string folder,
        ref STARTUPINFOEXW startup, out PROCESS_INFORMATION information);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool InitializeProcThreadAttributeList(void* list, uint count, uint flags, ref nuint size);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool UpdateProcThreadAttribute(
        void* list, uint flags, nuint attribute, void* value, nuint size, nint previous, nint returned);

    [LibraryImport("kernel32.dll")]
    public static partial void DeleteProcThreadAttributeList(void* list);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    public static partial uint ResumeThread(nint thread);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool GetExitCodeProcess(SafeWaitHandle process, out uint code);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool TerminateProcess(SafeWaitHandle process, uint code);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool CloseHandle(nint handle);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    public static partial SafeFileHandle CreateJobObjectW(nint security, nint name);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetInformationJobObject(SafeFileHandle job, int kind, void* information, uint size);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool QueryInformationJobObject(
        SafeFileHandle job, int kind, void* information, uint size, uint* written);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool AssignProcessToJobObject(SafeFileHandle job, SafeWaitHandle process);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool TerminateJobObject(SafeFileHandle job, uint code);
}
