using System.Runtime.Versioning;
using System.ServiceProcess;
using OpenLaunch.Steps.Services;
using AgentExitCode = OpenLaunch.Runner.ExitCode; // ServiceBase has a property of that name

namespace OpenLaunch.Runner.Composition;

/// <summary>Runs the plan once as a Windows service, then stops, as EC2Launch v2's service does.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsRunService : ServiceBase
{
    private const int SpecificError = 1066; // ERROR_SERVICE_SPECIFIC_ERROR (winerror.h)
    private const int CancelledStepMilliseconds = 20_000; // a cancelled step may take 10 s to stop

    private readonly Func<CancellationToken, Task<int>> run;
    private readonly CancellationTokenSource stopping = new();
    private Task<int>? running;

    /// <summary>Prepares the service.</summary>
    /// <param name="run">The run; gives the exit code.</param>
    public WindowsRunService(Func<CancellationToken, Task<int>> run)
    {
        this.run = run;
        ServiceName = WindowsServiceRegistration.Name;
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
        running = Task.Run(() => run(stopping.Token));
        _ = running.ContinueWith(ended => End(ended), TaskScheduler.Default);
    }

    protected override void OnStop()
    {
        stopping.Cancel();
        if (running is { IsCompleted: false })
        {
            RequestAdditionalTime(CancelledStepMilliseconds);
            running.Wait(CancelledStepMilliseconds);
        }
    }

    protected override void OnShutdown() => OnStop();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            stopping.Dispose();
        base.Dispose(disposing);
    }

    private void End(Task<int> ended)
    {
        // A restart that the plan asked for is no failure of the service.
        if (ended is not { IsCompletedSuccessfully: true, Result: AgentExitCode.Done or AgentExitCode.Reboot })
            ExitCode = SpecificError;
        Stop();
    }
}
