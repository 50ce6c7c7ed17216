using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.UserData.Parsing;

namespace OpenLaunch.Steps.UserData;

/// <summary>Runs what the instance's user data asks for, each script by its own frequency.</summary>
/// <param name="runners">One for each kind of task.</param>
/// <param name="schedule">Takes the wish of user data that is to run at every boot.</param>
[Step("runUserData", "Runs the scripts of the instance's user data")]
public sealed class RunUserDataStep(IReadOnlyList<IUserDataTaskRunner> runners, ScheduleRequest schedule)
    : Step<RunUserDataInputs>
{
    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(
        RunUserDataInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var bytes = await context.Metadata.GetUserDataAsync(cancellationToken) ?? [];
        var document = UserDataParser.Parse(bytes);
        if (document.Format == UserDataFormat.None)
            return StepOutcome.Skipped("the instance has no user data");

        Describe(document, context.Logger);
        if (document.Tasks.Count == 0 && !document.HasErrors)
            return StepOutcome.Skipped("the user data holds nothing to run");
        if (RunsAtEveryBoot(document))
            schedule.Make(keep: !context.DryRun);
        return await RunTasksAsync(document, bytes, inputs, context, cancellationToken);
    }

    private async Task<StepOutcome> RunTasksAsync(
        UserDataDocument document, byte[] bytes, RunUserDataInputs inputs, StepContext context,
        CancellationToken cancellationToken)
    {
        var (first, before) = UserDataProgress.Read(context, bytes);
        List<string> failures = [.. before];
        for (var index = first; index < document.Tasks.Count; index++)
        {
            var item = new UserDataItem(document.Tasks[index], index + 1, document.Tasks.Count, inputs);
            switch (await RunTaskAsync(item, context, cancellationToken))
            {
                case UserDataTaskResult.RebootWanted reboot:
                    UserDataProgress.Keep(context, bytes, index, failures);
                    return StepOutcome.RebootThenResume(reboot.Reason);
                case UserDataTaskResult.Failed failed:
                    context.Logger.LogError("{Failure}", failed.Message);
                    failures.Add(failed.Message);
                    break;
            }
        }

        failures.AddRange(NotUnderstood(document));
        return failures.Count == 0 ? StepOutcome.Done : StepOutcome.Failed(string.Join('\n', failures));
    }

    private async Task<UserDataTaskResult> RunTaskAsync(
        UserDataItem item, StepContext context, CancellationToken cancellationToken) =>
        runners.FirstOrDefault(runner => runner.CanRun(item.Task)) is { } runner
            ? await runner.RunAsync(item, context, cancellationToken)
            : new UserDataTaskResult.Failed(
                $"Line {item.Task.Line} of the user data asks for '{item.Task.Name}', which this version cannot run: "
                    + "do it in a script.");

    private static bool RunsAtEveryBoot(UserDataDocument document) => document.Persist
        || document.Tasks.OfType<ExecuteScriptTask>().Any(script => script.Frequency == ScriptFrequency.Always);

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
