using System.Runtime.ExceptionServices;
using System.Runtime.Versioning;
using OpenLaunch.Core.Engine;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Steps.Services;

namespace OpenLaunch.Runner.Commands;

/// <summary>The agent's services: while their program is replaced, one that runs would load files of two versions.</summary>
[SupportedOSPlatform("windows")]
internal static class RunningServices
{
    /// <summary>Stops those that run, acts, and starts them again also when the act fails.</summary>
    /// <exception cref="TimeoutException">A service has not stopped within 30 s; nothing was done.</exception>
    public static async Task WhileStoppedAsync(Action act, CancellationToken cancellationToken)
    {
        var services = new WindowsServices(TimeProvider.System);
        var stopped = new List<string>();
        Exception? refused = null;
        try
        {
            foreach (var name in new[] { RunService.Definition.Name, WatchService.Definition.Name })
            {
                if (await services.ReadAsync(name, cancellationToken) is null or { State: ServiceState.Stopped })
                    continue;
                stopped.Add(name);
                Console.Out.WriteLine($"stop the service {name}");
                await services.StopAsync(name, RunService.StopBound, cancellationToken);
            }

            act();
        }
        finally
        {
            foreach (var name in stopped) // one that does not start keeps no other stopped, and hides no fault of the act
                refused = StepGuard.Try(() => WindowsServiceRegistration.Start(name)) ?? refused;
        }

        if (refused is not null)
            ExceptionDispatchInfo.Throw(refused);
    }
}
