using Microsoft.Extensions.DependencyInjection;
using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Engine;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Generalization;

namespace OpenLaunch.Runner.Commands;

/// <summary>Runs what is scheduled when Windows starts: for the boot task, the service, and a simulated restart.</summary>
internal static class StartExecution
{
    /// <summary>Runs it.</summary>
    public static async Task<int> RunAsync(
        HostOptions where, RunOptions options, RunReport report, Func<ConfigurationSource, LaunchConfiguration> configure,
        CancellationToken cancellationToken)
    {
        var wish = Usable(where.Schedule.Read(), where.Steps);
        if (where.IsRestart)
        {
            if (!SimulatedMachineHost.Restart(where))
            {
                return await NothingAsync(
                    $"Windows has started. Its boot task is not enabled, so nothing ran (scheduled: {wish.InWords}).", report);
            }

            if (!where.IsDryRun)
                where = where with { MachineFile = null, IsRestart = false };
        }

        if (wish.Starts == StartFrequency.Never)
            return await NothingAsync("Nothing ran: openlaunch is scheduled for no start.", report);
        where = where with
        {
            Start = wish,
            Notices = [.. wish.Problem is { } problem ? new[] { problem } : [], .. await RecoverAsync(where, cancellationToken)],
        };
        var isSettled = false;

        // What a look cannot bear, such as a bad configuration, the run tells as runs do.
        await StepGuard.TryAsync(async () => isSettled = await IsSettledAsync(where, options, configure, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        return isSettled
            ? await NothingAsync(
                "Nothing to do at this start: the instance is set up, and routes, time and activation are right.", report)
            : await PlanExecution.RunAsync(where, options, report, configure, cancellationToken);
    }

    /// <summary>The wish without steps of each start that no run could have: a start goes on without them.</summary>
    private static StartWish Usable(StartWish wish, CompiledSteps compiled) =>
        StepGuard.Try(() => StartPlan.With(Plan.Of([]), wish.Steps, compiled.Catalogue)) is { } problem
            ? wish with { Steps = [], Problem = $"The steps that are scheduled for each start do not run: {problem.Message}" }
            : wish;

    /// <summary>Forgets what was done here when somebody deleted the file that says so.</summary>
    /// <returns>What to say of it.</returns>
    private static async Task<IReadOnlyList<string>> RecoverAsync(HostOptions where, CancellationToken cancellationToken)
    {
        var marker = new RunOnceMarker(where.Folders.State);
        string? deleted = null;
        var problem = StepGuard.Try(() => deleted = marker.IsDeleted
            ? marker.FullPath
            : new Ec2LaunchMarkers(where.Folders.State).FindDeleted());
        if (where.IsDryRun || problem is not null || deleted is null)
            return []; // of a journal that cannot be read the run tells

        // On a disk that takes no file each start would do so.
        if (marker.Keep() is { } refusal)
            return [$"{marker.FullPath} is not there and cannot be made, so it is not taken for deleted: {refusal.Message}"];
        var reset = new StateReset(where.Folders.State, TimeProvider.System);
        var isForgotten = false;
        problem = await StepGuard.TryAsync(async () => isForgotten = await reset.ApplyAsync(cancellationToken));
        return problem is not null ? [$"{deleted} was deleted, but what was done is not forgotten: {problem.Message}"]
            : isForgotten ? [$"{deleted} was deleted, so this instance is set up anew, with a new password."]
            : [];
    }

    /// <summary>
    /// Whether a start finds all as it should be. It looks by a dry run, which takes no lock, writes nothing and asks nobody, and
    /// leaves word for <c>status</c>.
    /// </summary>
    private static async Task<bool> IsSettledAsync(
        HostOptions where, RunOptions options, Func<ConfigurationSource, LaunchConfiguration> configure,
        CancellationToken cancellationToken)
    {
        if (where.Start?.Starts != StartFrequency.PerInstance || where.IsDryRun || where.Notices.Count > 0 || options.Force)
            return false;
        var look = where with { IsDryRun = true, AsksAhead = false, ConsoleTarget = "none" };
        await using var host = await RunHost.OpenAsync(look, configure, TimeProvider.System, cancellationToken);
        if (!host.IsRoutine)
            return false;
        var result = await host.RunAsync(options with { DryRun = true }, new Unheard(), cancellationToken);
        if (result.Outcome != RunOutcome.Done || RunSummary.ChangesIn(result) > 0)
            return false;
        StepGuard.Try(() => new SettledStart(where.Folders.State).Write(host.Ports.GetRequiredService<IHostIdentity>().BootId));
        StartReading.Copy(where.Folders, isRunning: false, TimeProvider.System);
        return true;
    }

    private static async Task<int> NothingAsync(string line, RunReport report)
    {
        if (report.AsJson)
            Console.Out.WriteLine(RunJson.Nothing);
        if (!report.IsQuiet)
            await Console.Error.WriteLineAsync(line);
        return ExitCode.Done;
    }
}
