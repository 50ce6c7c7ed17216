using System.Diagnostics;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Scripts.Native;

namespace OpenLaunch.Steps.Scripts;

/// <summary>
/// A job: a process, mostly with all that come of it, ended when this is closed, or its holder ends, unless they were let go.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsJob : IDisposable
{
    private const string Advice = "Run as an administrator or LocalSystem.";

    private readonly SafeFileHandle handle;

    private WindowsJob(SafeFileHandle handle) => this.handle = handle;

    public static WindowsJob Create() => Create(ProcessNative.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE);

    /// <summary>A job for processes without those that they start, which may outlive them.</summary>
    public static WindowsJob WithoutChildren() => Create(
        ProcessNative.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE | ProcessNative.JOB_OBJECT_LIMIT_SILENT_BREAKAWAY_OK);

    /// <summary>Puts a process in the job; before it runs, so that nothing it starts is outside.</summary>
    public void Assign(WindowsScriptProcess process)
    {
        if (ProcessNative.AssignProcessToJobObject(handle, process.Handle.SafeWaitHandle))
            return;
        var error = WindowsException.ForLastError("Cannot put the script in its job", Advice);
        process.Terminate();
        throw error;
    }

    /// <summary>Puts a process that runs in the job; nothing, where it has ended.</summary>
    public void Assign(Process process)
    {
        using var own = new SafeWaitHandle(process.Handle, ownsHandle: false);
        if (!ProcessNative.AssignProcessToJobObject(handle, own) && !process.HasExited)
            throw WindowsException.ForLastError($"Cannot put the process {process.Id} in a job", Advice);
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

    private static WindowsJob Create(uint limits)
    {
        var handle = ProcessNative.CreateJobObjectW(0, 0);
        if (handle.IsInvalid)
            throw WindowsException.ForLastError("Cannot create a job", Advice);
        var job = new WindowsJob(handle);
        job.Limit(limits);
        return job;
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
            throw WindowsException.ForLastError("Cannot set the limits of a job", Advice);
        }
    }
}
