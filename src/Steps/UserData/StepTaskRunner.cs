using System.Globalization;
using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.UserData.Parsing;

namespace OpenLaunch.Steps.UserData;

/// <summary>Runs the tasks of user data that are steps of the catalogue, by the step's own frequency.</summary>
/// <param name="catalogue">The steps.</param>
/// <param name="services">Where the steps get their ports.</param>
public sealed class StepTaskRunner(StepCatalogue catalogue, IServiceProvider services) : IUserDataTaskRunner
{
    /// <inheritdoc/>
    public bool CanRun(UserDataTask task) => task is ConfiguredTask && Find(task) is not null;

    /// <inheritdoc/>
    public bool IsForEveryBoot(UserDataTask task) => Find(task)?.Frequency == StepFrequency.Always;

    /// <inheritdoc/>
    public async Task<UserDataTaskResult> RunAsync(UserDataItem item, StepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(context);
        var task = (ConfiguredTask)item.Task;
        var definition = Find(task)!;
        var key = string.Create(CultureInfo.InvariantCulture, $"task{item.Ordinal}");
        var checkpoint = ScriptCheckpoint.Read(context.Recall(key), TaskText.Of(task));
        if (definition.Frequency != StepFrequency.Always && checkpoint.Finished && !item.IsForced)
        {
            context.Logger.LogInformation(
                "The task '{Task}' is finished on this instance, so it does not run again.", definition.Name);
            return new UserDataTaskResult.Finished();
        }

        if (StepTask.Bind(definition, task, out var wrong) is not { } inputs)
            return new UserDataTaskResult.Failed(string.Join('\n', wrong.Select(
                error => $"Line {error.Position.Line} of the user data, task '{definition.Name}': {error.Message}")));
        context.Report($"running the task '{definition.Name}'");
        var outcome = await definition.Create(services)
            .RunAsync(inputs, new TaskContext(context, definition.Name, key), cancellationToken);
        var result = Result(definition.Name, outcome, context.Logger);
        if (result is UserDataTaskResult.Finished or UserDataTaskResult.RebootWanted { RunsAgain: false })
            context.Remember(key, (checkpoint with { Finished = true }).ToString());
        return result;
    }

    private StepDefinition? Find(UserDataTask task) => StepTask.Find(catalogue, task.Name);

    private static UserDataTaskResult Result(string name, StepOutcome outcome, ILogger logger)
    {
        if (outcome is StepOutcome.SkippedOutcome skipped)
            logger.LogInformation("The task '{Task}' had nothing to do: {Reason}.", name, skipped.Reason);
        return outcome switch
        {
            StepOutcome.FailedOutcome failed => new UserDataTaskResult.Failed($"The task '{name}' failed: {failed.Message}"),
            StepOutcome.RebootOutcome reboot => new UserDataTaskResult.RebootWanted(reboot.Reason, reboot.Resume),
            _ => new UserDataTaskResult.Finished(),
        };
    }
}
