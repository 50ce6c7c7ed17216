using System.CommandLine;
using System.CommandLine.Completions;
using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Engine;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Steps;
using OpenLaunch.Steps.Routes;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>run-task</c>: EC2Launch v2's verb, for scripts that call it.</summary>
internal static class RunTaskCommand
{
    private const string Verb = "run-task";
    private const string AddRoutes = "add-routes";

    public static Command Create()
    {
        var name = new Argument<string>("task")
        {
            Description = "The task, its name in words with hyphens: initialize-volume.",
            CompletionSources =
            {
                _ => BuiltInSteps.Catalogue.Definitions.Select(step => new CompletionItem(Hyphened(step.Name))),
            },
        };
        var command = RunStepCommand.Create(
            Verb, "Runs one task as EC2Launch v2's verb does; run-step is the same by the names of the plan.", name, StepOf,
            $"{Verb} {AddRoutes} --persistent", $"{Verb} start-ssm");
        command.Add(CreateAddRoutes());
        return command;
    }

    private static VerbCommand CreateAddRoutes()
    {
        var host = new HostOptionsBinding();
        var persistent = new Option<bool>("--persistent")
        {
            Description = "Keep the routes on disk too. They then travel with an image: repair or sysprep before cutting one.",
        };
        var dryRun = CommonOptions.DryRun();
        var report = new RunReportBinding(dryRun);
        var command = new VerbCommand(
            AddRoutes,
            "Adds the routes to the services of EC2, and removes stale ones.",
            VerbCommand.RunCodes, $"{Verb} {AddRoutes} --persistent")
        {
            persistent, dryRun,
        };
        report.AddTo(command);
        host.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var where = host.Read(parsed, parsed.GetValue(dryRun)).ForPerson(Verb);
            var options = new RunOptions { Force = true, DryRun = where.IsDryRun, Verb = where.Verb };
            return PlanExecution.RunAsync(
                where, options, report.Read(parsed),
                source => Configure(source, parsed.GetValue(persistent)), cancellationToken);
        });
        return command;
    }

    private static string StepOf(string task) => BuiltInSteps.Catalogue.Definitions
        .FirstOrDefault(step => Hyphened(step.Name).Equals(task, StringComparison.OrdinalIgnoreCase))?.Name ?? task;

    private static string Hyphened(string name) =>
        string.Concat(name.Select(letter => char.IsAsciiLetterUpper(letter) ? $"-{char.ToLowerInvariant(letter)}" : $"{letter}"));

    private static LaunchConfiguration Configure(ConfigurationSource source, bool persistent)
    {
        var configuration = source.Read();
        source.Catalogue.TryFind("addRoutes", out var definition);
        return configuration with { Plan = Plan.Of(definition!, new AddRoutesInputs { Persistent = persistent }) };
    }
}
