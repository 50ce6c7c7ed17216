using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Scripts.Native;

namespace OpenLaunch.Steps.Scripts;

/// <summary>A job: all processes that come of one, ended together when this is closed unless they were let go.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsJob : IDisposable
{
    private const string Advice = "Run as an administrator or LocalSystem.";

    private readonly SafeFileHandle handle;

    private WindowsJob(SafeFileHandle handle) => this.handle = handle;

    public static WindowsJob Create()
    {
        var handle = ProcessNative.CreateJobObjectW(0, 0);
        if (handle.IsInvalid)
            throw WindowsException.ForLastError("Cannot create a job for the script", Advice);
        var job = new WindowsJob(handle);
        job.Limit(ProcessNative.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE);
        return job;
    }

    /// <summary>Puts a process in the job; before it runs, so that nothing it starts is outside.</summary>
    public void Assign(WindowsScriptProcess process)
    {
        if (ProcessNative.AssignProcessToJobObject(handle, process.Handle.SafeWaitHandle))
            return;
        var error = WindowsException.ForLastError("Cannot put the script in its job", Advice);
        process.Terminate();
        throw error;
    }

    public void Terminate() => _ = ProcessNative.TerminateJobObject(handle, ProcessNative.ERROR_TIMEOUT);

    public void LetGo() => Limit(0);

    /// <summary>
    /// Whether any of its processes outlives the one that has just ended. The host of its console ends a moment later: a second
    /// is waited for it, whatever was cancelled meanwhile, for the work is done.
    /// </summary>
    public async Task<bool> OutlivesAsync(TimeProvider time)
    {
        for (var look = 0; HasProcesses; look++)
        {
            if (look == 10)
                return true;
            await Task.Delay(TimeSpan.FromMilliseconds(100), time, CancellationToken.None);
        }

        return false;
    }

    private unsafe bool HasProcesses
    {
        get
        {
            JOBOBJECT_BASIC_ACCOUNTING_INFORMATION used;
            return ProcessNative.QueryInformationJobObject(
                handle, ProcessNative.JobObjectBasicAccountingInformation, &used,
                (uint)sizeof(JOBOBJECT_BASIC_ACCOUNTING_INFORMATION), null) && used.ActiveProcesses > 0;
        }
    }

    public void Dispose() => handle.Dispose();

    private unsafe void Limit(uint flags)
    {
        var limits = new JOBOBJECT_EXTENDED_LIMIT_INFORMATION { BasicLimitInformation = { LimitFlags = flags } };
        if (!ProcessNative.SetInformationJobObject(
            handle, ProcessNative.JobObjectExtendedLimitInformation, &limits, (uint)sizeof(JOBOBJECT_EXTENDED_LIMIT_INFORMATION)))
        {
            throw WindowsException.ForLastError("Cannot set the limits of the script's job", Advice);
        }
    }
}
