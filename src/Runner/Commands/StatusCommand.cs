using System.CommandLine;
using System.Globalization;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Scripts;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>status</c>: how the latest run stands.</summary>
internal static class StatusCommand
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    public static Command Create()
    {
        var (state, json) = (CommonOptions.State(), CommonOptions.Json());
        var wait = new Option<bool>("--wait") { Description = "Wait until the run, restarts included, has ended." };
        var timeout = CommonOptions.Duration("--timeout", "The longest wait, e.g. 30m. Default: 1h.", TimeSpan.FromHours(1));
        var command = new Command(
            "status",
            "Tells how the latest run stands. Exit code: 0 ok, 1 failed, 2 running, 3 unknown, 4 cannot read, 5 never ran. "
            + "Example: openlaunch status --wait --timeout 20m")
        {
            state, wait, timeout, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folders = StateFolders.Resolve(parsed.GetValue(state), isSimulated: false);
            var bound = parsed.GetValue(wait) ? parsed.GetValue(timeout) : TimeSpan.Zero;
            return await ReportAsync(folders, bound, parsed.GetValue(json), cancellationToken);
        });
        return command;
    }

    private static async Task<int> ReportAsync(
        StateFolders folders, TimeSpan bound, bool asJson, CancellationToken cancellationToken)
    {
        try
        {
            var (status, warnings) = await ReadAsync(folders.State, bound, cancellationToken);
            var detached = DetachedResult.In(folders.Scripts.LogFolder);
            var wish = new StartSchedule(folders.State).Read();
            if (wish.Problem is { } problem)
                warnings = [.. warnings, problem];
            Console.Out.WriteLine(
                asJson ? RunJson.Write(status, wish, warnings, detached) : Describe(status, wish, warnings, detached));
            return Code(status.State);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"The journal in {folders.State} cannot be read: {exception.Message}");
            return ExitCode.Status.Unreadable;
        }
    }

    private static async Task<(RunStatus Status, IReadOnlyList<string> Warnings)> ReadAsync(
        string folder, TimeSpan bound, CancellationToken cancellationToken)
    {
        StateFolders.DemandReadable(folder);
        var time = TimeProvider.System;
        var started = time.GetTimestamp();
        while (true)
        {
            var content = JournalContent.Read(Path.Combine(folder, JournalFile.FileName));
            var status = RunStatus.From(content.Records, RunLock.IsTaken(folder));
            var isUnderWay = status.State is RunState.Running or RunState.Restarting or RunState.NeverRan;
            if (!isUnderWay || time.GetElapsedTime(started) >= bound)
                return (status, content.Warnings);
            // Letting go of a lock is not notified, so the look is repeated.
            await Task.Delay(LookAgain, time, cancellationToken);
        }
    }

    private static string Describe(
        RunStatus status, StartWish wish, IReadOnlyList<string> warnings, IReadOnlyList<DetachedResult> detached)
    {
        var width = status.Steps.Select(step => step.Name.Length).DefaultIfEmpty(0).Max();
        var headline = status.State switch
        {
            RunState.NeverRan => "never ran",
            RunState.Restarting => $"restarting: run {status.RunId} goes on after the restart",
            RunState.Refused =>
                $"refused: nothing was run at {status.Started:yyyy-MM-dd HH:mm:ss}Z; openlaunch validate checks a mended file",
            RunState.Interrupted => $"interrupted: run {status.RunId} never ended; the next run tries again",
            var state => $"{state.ToString().ToLowerInvariant()}: run {status.RunId}",
        };
        return PrintableText.Block(string.Join('\n', [
            status.InstanceId is null ? headline : $"{headline} on {status.InstanceId}",
            .. status.Steps.Select(step =>
                $"  {step.Name.PadRight(width)}  {step.Outcome,-11} {Took(step)}  {Why(step)}".TrimEnd()),
            .. status.Reasons.Select(reason => $"  {reason}"),
            $"  scheduled: {wish.InWords}",
            .. detached.Select(result => $"  {result.Name}, detached, ended with exit code {result.ExitCode}"),
            .. warnings.Select(warning => $"warning: {warning}"),
        ])).ReplaceLineEndings();
    }

    private static string Why(StepStatus step) =>
        step.Attempt is { } attempt ? $"in the {attempt}"
        : step.Interruptions > 0 && step.Outcome != "failed"
            ? $"{step.Reason} interrupted {step.Interruptions} of {EntryDecider.MostInterruptions} times".TrimStart()
            : step.Reason ?? "";

    private static string Took(StepStatus step) => step.Milliseconds is { } milliseconds && step.Outcome != "skipped"
        ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000.0,7:0.00} s")
        : new string(' ', 9);

    private static int Code(RunState state) => state switch
    {
        RunState.Ok => ExitCode.Status.Ok,
        RunState.Running or RunState.Restarting => ExitCode.Status.Running,
        RunState.Interrupted => ExitCode.Status.Unknown,
        RunState.NeverRan => ExitCode.Status.NeverRan,
        _ => ExitCode.Status.Failed,
    };
}
