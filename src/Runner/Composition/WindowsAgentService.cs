using System.Reflection;
using System.Runtime.Versioning;
using System.ServiceProcess;
using AgentExitCode = OpenLaunch.Runner.Output.ExitCode; // ServiceBase has a property of that name

namespace OpenLaunch.Runner.Composition;

/// <summary>The agent as a Windows service: works until its work has ended or Windows stops it.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsAgentService : ServiceBase
{
    private const int SpecificError = 1066; // ERROR_SERVICE_SPECIFIC_ERROR (winerror.h)

    private static readonly TimeSpan StopBound = TimeSpan.FromSeconds(20); // a cancelled step may take 10 s to stop

    // All services together have 5 s at a shutdown (WaitToKillServiceTimeout); what is cut off goes on at the next start.
    private static readonly TimeSpan ShutdownBound = TimeSpan.FromSeconds(4);

    private readonly Func<CancellationToken, Task<int>> run;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource stopping = new();
    private Task<int>? running;

    /// <param name="run">The work; gives the exit code, and ends well when it is cancelled.</param>
    public WindowsAgentService(string name, Func<CancellationToken, Task<int>> run, TimeProvider time)
    {
        (this.run, this.time) = (run, time);
        ServiceName = name;
        CanShutdown = true;
        AutoLog = false; // the run writes its own events, with their identifiers
    }

    /// <summary>Serves until the run has ended or the service is stopped.</summary>
    /// <returns>The run's exit code.</returns>
    public int RunToEnd()
    {
        Run(this);
        return running is { IsCompletedSuccessfully: true } ? running.Result : AgentExitCode.Failed;
    }

    protected override void OnStart(string[] args)
    {
        running = Task.Run(ServeAsync);
        _ = running.ContinueWith(_ => End(), TaskScheduler.Default);
    }

    protected override void OnStop()
    {
        if (running is { IsCompleted: false })
            RequestAdditionalTime((int)StopBound.TotalMilliseconds);
        Cancel(StopBound);
    }

    /// <summary>
    /// Called while the status is still "running", in which ServiceBase refuses to ask for more time; what it throws here, on a
    /// pool thread, ends the process.
    /// </summary>
    protected override void OnShutdown() => Cancel(ShutdownBound);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            stopping.Dispose();
        base.Dispose(disposing);
    }

    private async Task<int> ServeAsync()
    {
        var code = AgentExitCode.Failed;
        try
        {
            return code = await run(stopping.Token);
        }
        finally
        {
            // A restart that the plan asked for is no failure of the service.
            if (code is not (AgentExitCode.Done or AgentExitCode.Reboot))
                FailWith(code);
        }
    }

    /// <summary>Cancels the work, and waits for its end: what that throws is told by whoever looks at its result.</summary>
    private void Cancel(TimeSpan bound)
    {
        stopping.Cancel();
        if (running is { IsCompleted: false } ending)
            Task.WhenAny(ending, Task.Delay(bound, time)).Wait();
    }

    /// <summary>ServiceBase has no property for the code that goes with <see cref="SpecificError"/>.</summary>
    private void FailWith(int code)
    {
        ExitCode = SpecificError;
        var field = typeof(ServiceBase).GetField("_status", BindingFlags.NonPublic | BindingFlags.Instance);
        if (field?.GetValue(this) is not { } status)
            return;
        // By its name, of which the compiler of a native program sees what it is to keep.
        var type = Type.GetType("Interop+Advapi32+SERVICE_STATUS, System.ServiceProcess.ServiceController");
        type?.GetField("serviceSpecificExitCode")?.SetValue(status, code);
        field.SetValue(this, status);
    }

    private void End()
    {
        if (!stopping.IsCancellationRequested)
            Stop();
    }
}
