using System.CommandLine;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps.Permissions;
using OpenLaunch.Steps.Scripts;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>status</c>: how this start of Windows stands.</summary>
internal static class StatusCommand
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <param name="textOf">What is printed of it; null: all.</param>
    public static Command Create(Func<StatusReport, string>? textOf = null)
    {
        var (state, json) = (CommonOptions.State(), CommonOptions.Json());
        var wait = new Option<bool>("--wait", "--block", "-b")
        {
            Description = "Wait until the run, restarts included, has ended, and tell how far it is.",
        };
        var follow = new Option<bool>("--follow", "-f") { Description = "Wait so, and tell each entry as it ends." };
        var timeout = CommonOptions.Duration("--timeout", "The longest wait, e.g. 30m.", LongestWait);
        var command = new VerbCommand(
            "status",
            "Tells how this start of Windows stands.",
            [
                new(ExitCode.Status.Ok, "ok"), new(ExitCode.Status.Failed, "failed or refused"),
                new(ExitCode.Status.Running, "running, restarting or pending"),
                new(ExitCode.Status.Unknown, "interrupted: it never ended"),
                new(ExitCode.Status.Unreadable, "cannot be read"), new(ExitCode.Status.NeverRan, "never ran"),
            ],
            "status", "status --wait --timeout 20m", "status --follow", "status --json")
        {
            state, wait, follow, timeout, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var follows = parsed.GetValue(follow);
            var bound = follows || parsed.GetValue(wait) ? parsed.GetValue(timeout) ?? LongestWait : TimeSpan.Zero;
            return await ReportAsync(
                parsed.GetValue(state), bound, follows, parsed.GetValue(json), textOf ?? (report => report.Text),
                cancellationToken);
        });
        return command;
    }

    private static async Task<int> ReportAsync(
        string? state, TimeSpan bound, bool follows, bool asJson, Func<StatusReport, string> textOf,
        CancellationToken cancellationToken)
    {
        var folder = state ?? "the state folder";
        StatusReport report;
        try
        {
            var folders = StateFolders.Resolve(state, isSimulated: false);
            folder = folders.State;
            report = await WaitAsync(folders, bound, follows, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or UntrustedFilesException)
        {
            var message = $"The journal in {folder} cannot be read: {exception.Message}";
            await Console.Error.WriteLineAsync(message);
            if (asJson)
                Console.Out.WriteLine(ErrorJson.Write(ExitCode.Status.Unreadable, message));
            return ExitCode.Status.Unreadable;
        }

        Console.Out.WriteLine(asJson ? RunJson.Write(report) : textOf(report));
        return report.Code;
    }

    private static async Task<StatusReport> WaitAsync(
        StateFolders folders, TimeSpan bound, bool follows, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var started = time.GetTimestamp();
        string? told = null;
        var (isCopyTold, ended) = (false, new HashSet<string>());
        while (true)
        {
            var report = Read(folders, time);
            if (report.Copied is { } copied && !isCopyTold)
            {
                await Console.Error.WriteLineAsync(
                    $"Only administrators can read {folders.State}; this is the agent's summary of {copied:u}.");
                isCopyTold = true;
            }

            foreach (var line in follows ? report.Ended.Where(ended.Add) : [])
                await Console.Error.WriteLineAsync(line);
            if (!report.IsUnderWay || bound == TimeSpan.Zero)
                return report;
            if (time.GetElapsedTime(started) >= bound)
            {
                await Console.Error.WriteLineAsync($"The time to wait ({DurationText.Format(bound)}) is over.");
                return report;
            }

            if (!follows && told != report.Headline)
                await Console.Error.WriteLineAsync($"waiting: {told = report.Headline}");
            // Letting go of a lock is not notified, so the look is repeated.
            await Task.Delay(LookAgain, time, cancellationToken);
        }
    }

    private static StatusReport Read(StateFolders folders, TimeProvider time)
    {
        var reading = StartReading.Read(folders);
        IReadOnlyList<DetachedResult> detached = [];
        if (reading.Copied is null)
            detached = DetachedResult.In(folders.Scripts.LogFolder);
        return new(reading.Start(folders, time), reading.Schedule, reading.Warnings, detached)
        {
            Copied = reading.Copied, Configuration = reading.Copied is null ? ConfigurationOf(folders) : null,
        };
    }

    /// <summary>The file that the next start of an installed agent reads; null where that cannot be told.</summary>
    private static string? ConfigurationOf(StateFolders folders)
    {
        string? file = null;
        return folders.Root is null || StepGuard.Try(() => file = ConfigurationSource.Find(folders)) is not null
            ? null
            : file ?? "built in";
    }
}
