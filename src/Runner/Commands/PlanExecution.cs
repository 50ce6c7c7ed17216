using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Engine;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps.BootTask;

namespace OpenLaunch.Runner.Commands;

/// <summary>Runs a plan for a verb: shows progress, prints the result, gives the exit code.</summary>
internal static class PlanExecution
{
    /// <summary>Opens the host, runs, reports.</summary>
    /// <param name="where">Where the run works.</param>
    /// <param name="options">What is asked of it.</param>
    /// <param name="asJson">Whether to end with JSON on standard output.</param>
    /// <param name="configure">Gives the configuration from its source.</param>
    /// <param name="cancellationToken">Ends the run early.</param>
    public static async Task<int> RunAsync(
        HostOptions where, RunOptions options, bool asJson, Func<ConfigurationSource, LaunchConfiguration> configure,
        CancellationToken cancellationToken)
    {
        var code = await RunPlanAsync(where, options, asJson, configure, cancellationToken);

        // Only here is the lock free; and a plan that restarts Windows has not ended yet.
        if (code != ExitCode.Reboot)
            await EndOfPlan.HonourAsync(where, cancellationToken);
        return code;
    }

    private static async Task<int> RunPlanAsync(
        HostOptions where, RunOptions options, bool asJson, Func<ConfigurationSource, LaunchConfiguration> configure,
        CancellationToken cancellationToken)
    {
        var host = await RunHost.OpenAsync(where, configure, TimeProvider.System, cancellationToken);
        await using (host)
        {
            if (where is { IsBoot: true, IsDryRun: false } && new RunOnceMarker(where.Folders.State).Keep() is { } refusal)
                await Console.Error.WriteLineAsync($"warning: {RunOnceMarker.FileName} cannot be made: {refusal.Message}");
            var progress = ProgressListener.Create(TimeProvider.System);
            using (progress as IDisposable)
            {
                var result = await host.RunAsync(options, progress, cancellationToken);
                var problem = StepGuard.Try(() => Print(result, host, where, asJson));
                if (problem is not null)
                    await Console.Error.WriteLineAsync($"The result cannot be printed: {problem.Message}");
                return CodeOf(result.Outcome);
            }
        }
    }

    private static void Print(RunResult result, RunHost host, HostOptions where, bool asJson)
    {
        if (asJson)
            Console.Out.WriteLine(RunJson.Write(result));
        else if (where.IsSimulated)
            SimulationAfterword.Write(Console.Out, host, where);
    }

    private static int CodeOf(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Done => ExitCode.Done,
        RunOutcome.Reboot => ExitCode.Reboot,
        _ => ExitCode.Failed,
    };
}
