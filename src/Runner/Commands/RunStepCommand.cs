using System.CommandLine;
using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Engine;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>run-step</c>: runs one step of the catalogue now, whatever the plan and its frequency say.</summary>
internal static class RunStepCommand
{
    private const string OwnVerb = "run-step";

    public static Command Create() => Create(
        OwnVerb, "Runs one step now, whatever the plan and its frequency say.", ExplainCommand.StepName(), name => name,
        $"{OwnVerb} addRoutes --input persistent=true", $"{OwnVerb} addRoutes --help");

    /// <summary>A verb that runs the step which its argument names.</summary>
    /// <param name="stepOf">The step's name of what the argument says.</param>
    public static VerbCommand Create(
        string verb, string description, Argument<string> name, Func<string, string> stepOf,
        params IReadOnlyList<string> examples)
    {
        var host = new HostOptionsBinding();
        var input = new Option<string[]>("--input", "-i")
        {
            Description = "An input as key=value, the value written as in YAML; dots reach into maps: password.type=doNothing.",
            HelpName = "key=value",
        };
        var dryRun = CommonOptions.DryRun();
        var report = new RunReportBinding(dryRun);
        var command = new VerbCommand(verb, description, VerbCommand.RunCodes, examples)
        {
            name, input, dryRun,
        };
        report.AddTo(command);
        host.AddTo(command);
        command.More = parsed => InputsOf(
            AgentCommand.StepsOf(parsed), parsed.GetResult(name)?.Tokens is [var step] ? stepOf(step.Value) : null,
            host.File(parsed));
        command.SetAction((parsed, cancellationToken) =>
        {
            var where = host.Read(parsed, parsed.GetValue(dryRun)).ForStep(verb);
            var options = new RunOptions { Force = true, DryRun = where.IsDryRun, Verb = where.Verb };
            return PlanExecution.RunAsync(
                where, options, report.Read(parsed),
                source => ReadPlan(stepOf(parsed.GetValue(name)!), parsed.GetValue(input) ?? [], source), cancellationToken);
        });
        return command;
    }

    /// <summary>The inputs of the step that the command line names, for its help.</summary>
    private static IEnumerable<string> InputsOf(CompiledSteps compiled, string? name, string? file) =>
        name is not null && ExtensionSource.Catalogue(compiled, file).TryFind(name, out var step)
            ? [.. StepExplanation.Inputs(step, VerbHelp.Width()), ""]
            : [];

    /// <summary>The one-step plan in the surroundings of the agent's own configuration.</summary>
    private static LaunchConfiguration ReadPlan(string step, string[] inputs, ConfigurationSource source)
    {
        try
        {
            var plan = OneStepPlan.Read(source.Catalogue, step, OneStepPlan.MapOf(inputs, "run-step"), "run-step");
            return source.Read() with { Plan = plan };
        }
        catch (FormatException exception)
        {
            throw new UsageException($"--input {exception.Message}");
        }
    }
}
