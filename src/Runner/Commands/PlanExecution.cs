using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Engine;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;

namespace OpenLaunch.Runner.Commands;

/// <summary>Runs a plan for a verb: shows progress, prints the result, gives the exit code.</summary>
internal static class PlanExecution
{
    public static async Task<int> RunAsync(
        HostOptions where, RunOptions options, bool asJson, Func<ConfigurationSource, LaunchConfiguration> configure,
        CancellationToken cancellationToken)
    {
        RunResult result;
        await using (var host = await RunHost.OpenAsync(where, configure, TimeProvider.System, cancellationToken))
        {
            var progress = ProgressListener.Create(TimeProvider.System);
            using (progress as IDisposable)
                result = await host.RunAsync(options, progress, cancellationToken);
            if (StepGuard.Try(() => Print(result, host, where, asJson)) is { } problem)
                await Console.Error.WriteLineAsync($"The result cannot be printed: {problem.Message}");
        }

        // Only here is the lock free; and a plan that restarts Windows has not ended yet.
        if (result.Outcome != RunOutcome.Reboot)
            await EndOfPlan.HonourAsync(where, cancellationToken);
        return CodeOf(result.Outcome);
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
