using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.UserData.Parsing;

/// <summary>A task of a task list that is a step of the catalogue: found by its name, its inputs bound as in a plan.</summary>
internal static class StepTask
{
    /// <summary>The steps that a task may name: all but the one that runs the task.</summary>
    public static IEnumerable<StepDefinition> All(StepCatalogue? catalogue) =>
        (catalogue?.Definitions ?? []).Where(step => step.StepType != typeof(RunUserDataStep));

    /// <summary>The step of a name, or null.</summary>
    public static StepDefinition? Find(StepCatalogue? catalogue, string name) =>
        catalogue is not null && catalogue.TryFind(name, out var step) && step.StepType != typeof(RunUserDataStep) ? step : null;

    /// <summary>The step's inputs, or null when the task's are wrong.</summary>
    public static object? Bind(StepDefinition step, ConfiguredTask task, out IReadOnlyList<ConfigurationError> wrong)
    {
        var errors = new ConfigurationErrors("user data");
        var node = task.Inputs ?? new MapNode([], new SourcePosition(task.Line, 1));
        var inputs = new InputBinder(errors).Bind(step.InputsType, node, step.Name);
        try
        {
            errors.ThrowIfAny();
            wrong = [];
            return inputs;
        }
        catch (ConfigurationException exception)
        {
            wrong = exception.Errors;
            return null;
        }
    }
}
