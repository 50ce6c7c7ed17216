using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Scripts;
using OpenLaunch.Steps.UserData.Parsing;

namespace OpenLaunch.Steps.UserData;

/// <summary>Runs what the instance's user data asks for, each task by its own frequency.</summary>
/// <param name="runners">One for each kind of task.</param>
/// <param name="schedule">Takes the wish of user data that is to run at every boot.</param>
/// <param name="source">Gives the user data.</param>
/// <param name="catalogue">The steps that a task list may name.</param>
/// <param name="folders">Where scripts leave their output and results.</param>
[Step("runUserData", "Runs the scripts and tasks of the instance's user data")]
public sealed class RunUserDataStep(
    IReadOnlyList<IUserDataTaskRunner> runners, ScheduleRequest schedule, UserDataSource source,
    StepCatalogue catalogue, UserDataFolders folders)
    : Step<RunUserDataInputs>
{
    // EC2Launch v2 runs a task list of this version after its post-ready tasks (EC2 User Guide, "EC2Launch v2 settings").
    private const string LateVersion = "1.0";

    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(
        RunUserDataInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        DetachedResult.Keep(folders.LogFolder, context);
        var bytes = await source.ReadAsync(context, cancellationToken);
        var document = Parse(bytes);
        if (!context.IsPutOff)
        {
            Describe(document, context.Logger);
            source.Keep(context, bytes, RunsAtEveryBoot(document));
        }

        if (document.Format == UserDataFormat.None)
            return StepOutcome.Skipped("the instance has no user data");
        var progress = new UserDataProgress(context, bytes);
        progress.KeepProblems(document.Problems.Select(problem => $"line {problem.Line}: {problem.Message}"));
        if (document.Tasks.Count == 0 && !document.HasErrors)
            return StepOutcome.Skipped("the user data holds nothing to run");
        if (RunsAtEveryBoot(document))
            schedule.Make(keep: !context.DryRun);
        return document.Version == LateVersion && !context.IsPutOff
            ? StepOutcome.PutOff("user data of version 1.0 runs after all other steps")
            : await RunTasksAsync(document, progress, inputs, context, cancellationToken);
    }

    private async Task<StepOutcome> RunTasksAsync(
        UserDataDocument document, UserDataProgress progress, RunUserDataInputs inputs, StepContext context,
        CancellationToken cancellationToken)
    {
        var (first, before, wasForced) = progress.Place();
        var isForced = context.Force || wasForced;
        var isChanged = progress.IsChanged;
        List<string> failures = [.. before];
        List<string> notRun = [];
        for (var index = first; index < document.Tasks.Count; index++)
        {
            var item = new UserDataItem(document.Tasks[index], index + 1, document.Tasks.Count, inputs)
            {
                IsTextChanged = isChanged, IsForced = isForced,
            };
            var result = await RunTaskAsync(item, context, cancellationToken);
            if (result is not UserDataTaskResult.NotRun && (!isChanged || isForced))
                progress.KeepRun();
            switch (result)
            {
                case UserDataTaskResult.RebootWanted reboot:
                    progress.KeepPlace(reboot.RunsAgain ? index : index + 1, failures, isForced);
                    return StepOutcome.RebootThenResume(reboot.Reason);
                case UserDataTaskResult.Failed failed:
                    context.Logger.LogError("{Failure}", failed.Message);
                    failures.Add(failed.Message);
                    break;
                case UserDataTaskResult.NotRun skipped:
                    context.Logger.LogWarning("Not run: {Reason}.", skipped.Reason);
                    context.Report(skipped.Reason);
                    notRun.Add(skipped.Reason);
                    break;
            }
        }

        failures.AddRange(NotUnderstood(document));
        return failures.Count > 0 ? StepOutcome.Failed(string.Join('\n', failures))
            : notRun.Count == document.Tasks.Count ? StepOutcome.Skipped(string.Join("; ", notRun))
            : StepOutcome.Done;
    }

    private async Task<UserDataTaskResult> RunTaskAsync(
        UserDataItem item, StepContext context, CancellationToken cancellationToken) =>
        RunnerOf(item.Task) is { } runner
            ? await runner.RunAsync(item, context, cancellationToken)
            : new UserDataTaskResult.Failed(
                $"Line {item.Task.Line} of the user data asks for '{item.Task.Name}', which this version cannot run: "
                    + "do it in a script.");

    private bool RunsAtEveryBoot(UserDataDocument document) =>
        document.Persist || document.Tasks.Any(task => RunnerOf(task)?.IsForEveryBoot(task) ?? false);

    private IUserDataTaskRunner? RunnerOf(UserDataTask task) => runners.FirstOrDefault(runner => runner.CanRun(task));

    private UserDataDocument Parse(byte[] bytes)
    {
        var document = UserDataParser.Parse(bytes, catalogue);
        return document with { Tasks = CloudConfigTasks.Expand(document.Tasks) };
    }

    private static void Describe(UserDataDocument document, ILogger logger)
    {
        logger.LogInformation("User data format: {Format}; tasks: {Count}.", document.Format, document.Tasks.Count);
        foreach (var problem in document.Problems)
            logger.LogWarning("User data, line {Line}: {Problem}", problem.Line, problem.Message);
    }

    private static IEnumerable<string> NotUnderstood(UserDataDocument document) => document.Problems
        .Where(problem => problem.Severity == UserDataSeverity.Error)
        .Select(problem => $"Line {problem.Line} of the user data: {problem.Message}");
}
