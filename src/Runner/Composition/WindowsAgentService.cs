using System.Runtime.Versioning;
using System.ServiceProcess;
using AgentExitCode = OpenLaunch.Runner.Output.ExitCode; // ServiceBase has a property of that name

namespace OpenLaunch.Runner.Composition;

/// <summary>The agent as a Windows service: works until its work has ended or Windows stops it.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsAgentService : ServiceBase
{
    private const int SpecificError = 1066; // ERROR_SERVICE_SPECIFIC_ERROR (winerror.h)
    private const int CancelledStepMilliseconds = 20_000; // a cancelled step may take 10 s to stop

    private readonly Func<CancellationToken, Task<int>> run;
    private readonly CancellationTokenSource stopping = new();
    private Task<int>? running;

    /// <summary>Prepares the service.</summary>
    /// <param name="name">The service's name.</param>
    /// <param name="run">The work; gives the exit code, and ends well when it is cancelled.</param>
    public WindowsAgentService(string name, Func<CancellationToken, Task<int>> run)
    {
        this.run = run;
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

    private async Task<int> ServeAsync()
    {
        var code = AgentExitCode.Failed;
        try
        {
            return code = await run(stopping.Token).ConfigureAwait(false);
        }
        finally
        {
            // A restart that the plan asked for is no failure of the service.
            if (code is not (AgentExitCode.Done or AgentExitCode.Reboot))
                ExitCode = SpecificError;
        }
    }

    private void End()
    {
        if (!stopping.IsCancellationRequested)
            Stop();
    }
}
