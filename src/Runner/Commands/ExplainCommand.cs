using System.CommandLine;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>explain</c>: what a step does, and how an entry of a plan asks for it.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var (name, config) = (StepName(), CommonOptions.Extensions());
        var command = new VerbCommand(
            "explain", "Explains a step: what it does, its inputs, and an entry of a plan to begin with.",
            [new(ExitCode.Done, "explained"), new(ExitCode.BadConfiguration, "an extension cannot be used")],
            "explain addRoutes")
        {
            name, config,
        };
        command.SetAction(parsed =>
        {
            var catalogue = ExtensionSource.Catalogue(AgentCommand.StepsOf(parsed), parsed.GetValue(config));
            var step = Find(catalogue, parsed.GetValue(name)!);
            foreach (var line in StepExplanation.Of(step, VerbHelp.Width()))
                Console.Out.WriteLine(line);
        });
        return command;
    }

    /// <summary>The argument that names a step.</summary>
    public static Argument<string> StepName() => new("name")
    {
        Description = "The step's catalogue name, as 'openlaunch steps' lists it.",
        HelpName = "name", // else the list of verbs shows all names, and is as wide as they are
        CompletionSources = { CommonOptions.StepNames },
    };

    private static StepDefinition Find(StepCatalogue catalogue, string name) => catalogue.TryFind(name, out var step)
        ? step
        : throw new UsageException(
            $"There is no step {Wording.Quote(name)}{Wording.Suggestion(name, [.. catalogue.Definitions.Select(s => s.Name)])}");
}
