using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps.BootTask;

namespace OpenLaunch.Runner.Commands;

/// <summary>Runs a plan for a verb: shows progress, prints the result, gives the exit code.</summary>
internal static class PlanExecution
{
    public static async Task<int> RunAsync(
        HostOptions where, RunOptions options, RunReport report, Func<ConfigurationSource, LaunchConfiguration> configure,
        CancellationToken cancellationToken)
    {
        RunResult result;
        var output = Console.Out;
        if (report.AsJson)
            Console.SetOut(Console.Error); // what a step writes there must not stand before the object
        where = where with { EchoesLog = report.IsVerbose };
        await using (var host = await RunHost.OpenAsync(where, configure, TimeProvider.System, cancellationToken))
        {
            if (where is { IsBoot: true, IsDryRun: false } && new RunOnceMarker(where.Folders.State).Keep() is { } refusal)
                await Console.Error.WriteLineAsync($"warning: {RunOnceMarker.FileName} cannot be made: {refusal.Message}");
            var progress = report.IsQuiet || report.IsVerbose
                ? new Unheard()
                : ProgressListener.Create(TimeProvider.System);
            using (progress as IDisposable)
                result = await host.RunAsync(options, progress, cancellationToken);
            if (StepGuard.Try(() => Print(result, host, where, report, output)) is { } problem)
                await Console.Error.WriteLineAsync($"The result cannot be printed: {problem.Message}");
        }

        if (where is { IsBoot: true, IsDryRun: false } && result.Outcome != RunOutcome.Reboot
            && await StepGuard.TryAsync(() => WriteMarkersAsync(where, result, cancellationToken)) is { } refused)
        {
            await Console.Error.WriteLineAsync($"warning: the markers of EC2Launch v2 cannot be written: {refused.Message}");
        }

        // Only here is the lock free; and a plan that restarts Windows has not ended yet.
        if (result.Outcome != RunOutcome.Reboot)
            await EndOfPlan.HonourAsync(where, cancellationToken);
        return CodeOf(result, report);
    }

    private static async Task WriteMarkersAsync(HostOptions where, RunResult result, CancellationToken cancellationToken)
    {
        var markers = new Ec2LaunchMarkers(where.Folders.State);
        if (!markers.AreKept)
            return;
        using var turn = await SettingsLock.TakeAsync(
            where.Folders.State, Console.Error.WriteLine, TimeProvider.System, cancellationToken, isOptional: true);
        markers.Write(result.Steps);
    }

    private static void Print(RunResult result, RunHost host, HostOptions where, RunReport report, TextWriter output)
    {
        if (where.IsSimulated && report is { AsJson: false, IsQuiet: false })
            SimulationAfterword.Write(output, host, where);
        if (!report.IsQuiet || result.Outcome == RunOutcome.Failed)
        {
            RunEnding.Write(
                Console.Error, result, where.IsDryRun ? null : Path.Combine(where.Folders.Log, AgentLog.FileName),
                Console.IsErrorRedirected || Console.WindowWidth < 1 ? null : (Console.WindowWidth, Console.WindowHeight));
        }

        if (report.AsJson)
            output.WriteLine(RunJson.Write(result));
    }

    /// <summary>A dry run restarts nothing, so it has none of the codes that a caller would wait for a restart by.</summary>
    private static int CodeOf(RunResult result, RunReport report) => result.Outcome switch
    {
        RunOutcome.Failed => ExitCode.Failed,
        _ when result.DryRun => report.HasDetailedExitCode && RunSummary.ChangesIn(result) > 0 ? ExitCode.Changes : ExitCode.Done,
        RunOutcome.Reboot => ExitCode.Reboot,
        _ => ExitCode.Done,
    };
}
