using System.CommandLine;
using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Engine;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>run-step</c>: runs one step of the catalogue now, whatever the plan and its frequency say.</summary>
internal static class RunStepCommand
{
    public static Command Create()
    {
        var host = new HostOptionsBinding();
        var name = ExplainCommand.StepName();
        var input = new Option<string[]>("--input", "-i")
        {
            Description = "An input as key=value, the value written as in YAML; dots reach into maps: password.type=doNothing.",
            HelpName = "key=value",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Tell what would change, and change nothing." };
        var report = new RunReportBinding(dryRun);
        var command = new VerbCommand(
            "run-step",
            "Runs one step now, whatever the plan and its frequency say.",
            VerbCommand.RunCodes,
            "run-step addRoutes --input persistent=true", "run-step addRoutes --help")
        {
            name, input, dryRun,
        };
        report.AddTo(command);
        host.AddTo(command);
        command.More = parsed => InputsOf(parsed.GetResult(name)?.Tokens is [var step] ? step.Value : null, host.File(parsed));
        command.SetAction((parsed, cancellationToken) =>
        {
            var where = host.Read(parsed, parsed.GetValue(dryRun)).ForStep("run-step");
            var options = new RunOptions { Force = true, DryRun = where.IsDryRun, Verb = where.Verb };
            return PlanExecution.RunAsync(
                where, options, report.Read(parsed),
                source => ReadPlan(parsed.GetValue(name)!, parsed.GetValue(input) ?? [], source), cancellationToken);
        });
        return command;
    }

    /// <summary>The inputs of the step that the command line names, for its help.</summary>
    private static IEnumerable<string> InputsOf(string? name, string? file) =>
        name is not null && ExtensionSource.Catalogue(file).TryFind(name, out var step)
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
