using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Scripts.Native;

namespace OpenLaunch.Steps.Scripts;

/// <summary>An interpreter's process.</summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe class WindowsScriptProcess : IDisposable
{
    private const string Advice = "Run as LocalSystem, and check that it is there.";

    private readonly nint thread;

    private WindowsScriptProcess(PROCESS_INFORMATION information)
    {
        thread = information.hThread;
        Handle = new ProcessHandle(information.hProcess);
    }

    /// <summary>Signalled when the process ends.</summary>
    public WaitHandle Handle { get; }

    public int ExitCode =>
        ProcessNative.GetExitCodeProcess(Handle.SafeWaitHandle, out var code)
            ? unchecked((int)code)
            : throw WindowsException.ForLastError("Cannot read the exit code", Advice);

    /// <summary>Starts a process that does not run yet and inherits exactly three handles.</summary>
    public static WindowsScriptProcess StartSuspended(
        string command, string what, WindowsLogon logon, SafeFileHandle input, SafeFileHandle output, SafeFileHandle error)
    {
        var handles = stackalloc nint[]
        {
            input.DangerousGetHandle(), output.DangerousGetHandle(), error.DangerousGetHandle(),
        };
        using var inherited = WindowsProcessAttributes.ForHandles(handles, 3);

        // An empty desktop name: Windows makes the administrator a desktop of its own; that of the service is not open to it.
        var noDesktop = stackalloc char[1];
        var startup = new STARTUPINFOEXW
        {
            lpAttributeList = inherited.Pointer,
            StartupInfo =
            {
                cb = (uint)sizeof(STARTUPINFOEXW),
                lpDesktop = logon.Token is null ? null : noDesktop,
                dwFlags = ProcessNative.STARTF_USESTDHANDLES,
                hStdInput = handles[0],
                hStdOutput = handles[1],
                hStdError = handles[2],
            },
        };
        return new(Create(command, what, logon, ref startup));
    }

    public void Resume()
    {
        if (ProcessNative.ResumeThread(thread) == uint.MaxValue)
            throw WindowsException.ForLastError("Cannot let the process run", Advice);
    }

    public void Terminate() => _ = ProcessNative.TerminateProcess(Handle.SafeWaitHandle, ProcessNative.ERROR_TIMEOUT);

    public void Dispose()
    {
        ProcessNative.CloseHandle(thread);
        Handle.Dispose();
    }

    // In System32: a folder of the script's own would go with it, and with all that the script left there.
    private static PROCESS_INFORMATION Create(string command, string what, WindowsLogon logon, ref STARTUPINFOEXW startup)
    {
        // The function may write into the command line, so it gets a copy with its closing zero.
        fixed (char* line = (command + '\0').ToCharArray())
        {
            PROCESS_INFORMATION information;
            var started = logon.Token is null
                ? ProcessNative.CreateProcessW(
                    null, line, 0, 0, true, ProcessNative.CreationFlags, logon.Environment, Environment.SystemDirectory,
                    ref startup, out information)
                : ProcessNative.CreateProcessAsUserW(
                    logon.Token, null, line, 0, 0, true, ProcessNative.CreationFlags, logon.Environment,
                    Environment.SystemDirectory, ref startup, out information);
            if (started)
                return information;
            var error = WindowsException.ForLastError($"Cannot start {what}", Advice);

            // Only services may hand a token on (SE_ASSIGNPRIMARYTOKEN_NAME), not whoever runs openlaunch by hand.
            throw error.Code == ProcessNative.ERROR_PRIVILEGE_NOT_HELD && logon.Token is not null
                ? new AccountRefusedException(error.Message)
                : error;
        }
    }

    private sealed class ProcessHandle : WaitHandle
    {
        public ProcessHandle(nint process) => SafeWaitHandle = new SafeWaitHandle(process, ownsHandle: true);
    }
}
