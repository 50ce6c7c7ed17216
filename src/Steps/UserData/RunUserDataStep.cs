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
            var owner = isForEveryBoot ? await UserDataSource.OwnerAsync(context, cancellationToken) : null;
            TryKeep(() => source.Keep(context, owner, bytes, isForEveryBoot), failures);
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
        var isChanged = progress.IsChanged; // before anything is kept
        var rule = RuleOf(inputs, isChanged, isForced: context.Force || place.IsForced);
        failures.ForEach(console.Failed);
        failures.AddRange(place.Failures);
        var results = new UserDataResults(failures, console, context);
        for (var index = place.Index; index < tasks.Count; index++)
        {
            var task = tasks[index];
            var here = new TaskContext(
                context, task.StepName, progress.KeyOf(tasks, index),
                rule with { HasCloudbaseInitExitCodes = task.HasCloudbaseInitExitCodes },
                isResumed: place.IsAgain && index == place.Index)
            {
                First = index + 1, Count = tasks.Count,
            };
            var outcome = await runner.RunAsync(task, here, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            context.ReportTask(task.StepName, outcome ?? StepOutcome.Done);
            if (outcome is not StepOutcome.SkippedOutcome && (!isChanged || rule.IsForced))
                progress.KeepRun();
            if (outcome is StepOutcome.RunAgainOutcome)
                TryKeep(() => schedule.Make(keep: !context.DryRun), failures);
            if (results.Take(outcome, task) is { } reboot)
                return RestartsAt(new(reboot.Resume ? index : index + 1, failures, rule.IsForced, reboot.Resume), reboot.Reason);
        }

        if (results.Restart is { } reason)
            return RestartsAt(new(tasks.Count, failures, rule.IsForced, IsAgain: false), reason);
        NotUnderstood(document).ForEach(results.Fail);
        return results.Outcome(tasks.Count);

        StepOutcome RestartsAt(ResumePlace next, string reason)
        {
            progress.KeepPlace(next);
            return StepOutcome.RebootThenResume(reason);
        }
    }

    private static ScriptRule RuleOf(RunUserDataInputs inputs, bool isTextChanged, bool isForced) => new()
    {
        IsTextChanged = isTextChanged,
        IsForced = isForced,
        OneAttempt = true,
        RetryFailed = inputs.RetryFailed,
        NamesPrograms = true,
        ErrorLines = inputs.ErrorLines,
        DefaultTimeout = inputs.ScriptTimeout,
        MaxReboots = MaxReboots,
    };

    private static void Describe(UserDataDocument document, ILogger logger)
    {
        logger.LogInformation("User data format: {Format}; tasks: {Count}.", document.Format, document.Tasks.Count);
        foreach (var problem in document.Problems)
            logger.Log(
                problem.Severity == UserDataSeverity.Note ? LogLevel.Information : LogLevel.Warning,
                "User data, line {Line}: {Problem}", problem.Line, problem.Message);
    }

    private static List<string> NotUnderstood(UserDataDocument document) =>
    [
        .. document.Problems.Where(problem => problem.Severity == UserDataSeverity.Error)
            .Select(problem => $"Line {problem.Line} of the user data: {problem.Message}"),
    ];
}
