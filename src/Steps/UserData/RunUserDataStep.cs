using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Scripts;
using OpenLaunch.Steps.UserData.Parsing;
using OpenLaunch.Steps.UserData.Parsing.Forms;

namespace OpenLaunch.Steps.UserData;

/// <summary>Runs what the instance's user data asks for, each task by its own frequency.</summary>
[Step("runUserData", "Runs the scripts and tasks of the instance's user data")]
public sealed class RunUserDataStep : Step<RunUserDataInputs>
{
    // EC2Launch v2 runs a task list of this version after its post-ready tasks (EC2 User Guide, "EC2Launch v2 settings").
    private const string LateVersion = "1.0";

    // How often one script may ask for a reboot and another run (EC2 User Guide, "EC2Launch v2 exit codes").
    private const int MaxReboots = 5;

    private readonly StepCatalogue catalogue;
    private readonly TaskRunner runner;
    private readonly ScheduleRequest schedule;
    private readonly UserDataSource source;
    private readonly IncludedUserData included;
    private readonly ScriptFolders folders;

    internal RunUserDataStep(
        StepCatalogue catalogue, IServiceProvider services, ScheduleRequest schedule, UserDataSource source,
        IncludedUserData included, ScriptFolders folders)
    {
        (this.catalogue, runner) = (catalogue, new(catalogue, services));
        (this.schedule, this.source, this.included, this.folders) = (schedule, source, included, folders);
    }

    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(
        RunUserDataInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        DetachedResult.Keep(folders.LogFolder, context);
        var bytes = await source.ReadAsync(context, cancellationToken);
        var document = await included.ResolveAsync(UserDataReader.Read(bytes, catalogue), context, cancellationToken);
        var isForEveryBoot = document.Persist || document.Plan.Any(task => task.IsAlways);
        var progress = new UserDataProgress(context, bytes);
        var failures = new List<string>();
        var console = new UserDataConsole(context);
        if (!context.IsPostponed)
        {
            Describe(document, context.Logger);
            if (!context.Resumed)
                console.Form(document);
            TryKeep(() => source.Keep(context, bytes, isForEveryBoot), failures);
            progress.KeepEachStart(isForEveryBoot);
        }

        if (document.Format == UserDataFormat.None)
            return StepOutcome.Skipped("the instance has no user data");
        progress.KeepProblems(document.Problems.Select(problem => $"line {problem.Line}: {problem.Message}"));
        if (document.Tasks.Count == 0 && !document.HasErrors)
            return NothingToRun(document, console);
        if (isForEveryBoot)
            TryKeep(() => schedule.Make(keep: !context.DryRun), failures);
        return document.Version == LateVersion && !context.IsPostponed
            ? StepOutcome.Postponed("user data of version 1.0 runs after all other steps")
            : await RunTasksAsync(document, progress, failures, console, inputs, context, cancellationToken);
    }

    private static StepOutcome NothingToRun(UserDataDocument document, UserDataConsole console)
    {
        var reasons = document.Problems.Select(problem => problem.Message).ToList();
        var reason = $"the user data holds nothing to run{(reasons.Count == 0 ? "" : ": ")}{string.Join(" ", reasons)}";
        if (document.Format == UserDataFormat.Unrecognized)
            console.NotRun(reason);
        return StepOutcome.Skipped(reason);
    }

    /// <summary>Keeps what the next boot needs. A full disk must not cost this boot its tasks.</summary>
    private static void TryKeep(Action keep, List<string> failures)
    {
        try
        {
            keep();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            failures.Add($"The user data is to run at every boot, but the next boot may not do so: {exception.Message}");
        }
    }

    private async Task<StepOutcome> RunTasksAsync(
        UserDataDocument document, UserDataProgress progress, List<string> failures, UserDataConsole console,
        RunUserDataInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        var tasks = document.Plan.ToList();
        var place = progress.Place();
        var isChanged = progress.IsChanged;
        var rule = new ScriptRule
        {
            IsTextChanged = isChanged,
            IsForced = context.Force || place.IsForced,
            OneAttempt = true,
            RetryFailed = inputs.RetryFailed,
            NamesPrograms = true,
            ErrorLines = inputs.ErrorLines,
            DefaultTimeout = inputs.ScriptTimeout,
            MaxReboots = MaxReboots,
        };
        failures.ForEach(console.Failed);
        failures.AddRange(place.Failures);
        List<string> notRun = [];
        List<string> again = [];
        string? restart = null;
        for (var index = place.Index; index < tasks.Count; index++)
        {
            var isResumed = place.IsAgain && index == place.Index;
            var itsRule = rule with { HasCloudbaseInitExitCodes = tasks[index].HasCloudbaseInitExitCodes };
            var here = new TaskContext(context, tasks[index].StepName, progress.KeyOf(tasks, index), itsRule, isResumed)
            {
                First = index + 1, Count = tasks.Count,
            };
            var outcome = await runner.RunAsync(tasks[index], here, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            if (outcome is not StepOutcome.SkippedOutcome && (!isChanged || rule.IsForced))
                progress.KeepRun();
            switch (outcome)
            {
                // cloudbase-init restarts for a name when the rest is done.
                case StepOutcome.RebootOutcome { Resume: false, Reason: var reason }
                    when itsRule.HasCloudbaseInitExitCodes && !tasks[index].IsProcess:
                    restart ??= reason;
                    break;
                case StepOutcome.RebootOutcome reboot:
                    progress.KeepPlace(new(reboot.Resume ? index : index + 1, failures, rule.IsForced, reboot.Resume));
                    return StepOutcome.RebootThenResume(reboot.Reason);
                case StepOutcome.FailedOutcome failed:
                    context.Logger.LogError("{Failure}", failed.Message);
                    failures.Add(failed.Message);
                    console.Failed(failed.Message);
                    break;
                case StepOutcome.RunAgainOutcome { Reason: var wish }:
                    TryKeep(() => schedule.Make(keep: !context.DryRun), failures);
                    again.Add(wish);
                    break;
                case StepOutcome.SkippedOutcome skipped:
                    context.Logger.LogWarning("Not run: {Reason}.", skipped.Reason);
                    context.Report(skipped.Reason);
                    notRun.Add(skipped.Reason);
                    break;
            }
        }

        if (restart is not null)
        {
            progress.KeepPlace(new(tasks.Count, failures, rule.IsForced, IsAgain: false));
            return StepOutcome.RebootThenResume(restart);
        }

        foreach (var message in NotUnderstood(document))
        {
            failures.Add(message);
            console.Failed(message);
        }

        return failures.Count > 0 ? StepOutcome.Failed(string.Join('\n', failures))
            : again.Count > 0 ? StepOutcome.RunAgain(string.Join("; ", again))
            : tasks.Count == 0 ? StepOutcome.Skipped("the user data asks for nothing that is to be changed here")
            : notRun.Count == tasks.Count ? StepOutcome.Skipped(string.Join("; ", notRun))
            : StepOutcome.Done;
    }

    private static void Describe(UserDataDocument document, ILogger logger)
    {
        logger.LogInformation("User data format: {Format}; tasks: {Count}.", document.Format, document.Tasks.Count);
        foreach (var problem in document.Problems)
            logger.Log(
                problem.Severity == UserDataSeverity.Note ? LogLevel.Information : LogLevel.Warning,
                "User data, line {Line}: {Problem}", problem.Line, problem.Message);
    }

    private static IEnumerable<string> NotUnderstood(UserDataDocument document) => document.Problems
        .Where(problem => problem.Severity == UserDataSeverity.Error)
        .Select(problem => $"Line {problem.Line} of the user data: {problem.Message}");
}
