using System.CommandLine;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>steps</c>: lists the catalogue with inputs, defaults and origin.</summary>
internal static class StepsCommand
{
    public static Command Create()
    {
        var (config, json) = (CommonOptions.Extensions(), CommonOptions.Json());
        var markdown = new Option<bool>("--markdown") { Description = "Write a page of documentation." };
        var command = new VerbCommand(
            "steps",
            "Lists the steps of plans, with inputs and defaults. Those of the configuration's extensions are among "
            + "them. 'openlaunch explain NAME' tells of one.",
            [new(ExitCode.Done, "listed"), new(ExitCode.BadConfiguration, "an extension cannot be used")],
            "steps", "steps --json")
        {
            config, json, markdown,
        };
        command.SetAction(parsed =>
        {
            var catalogue = ExtensionSource.Catalogue(AgentCommand.StepsOf(parsed), parsed.GetValue(config));
            Console.Out.WriteLine(
                parsed.GetValue(json) ? StepList.Json(catalogue)
                : parsed.GetValue(markdown) ? StepMarkdown.Write(catalogue).TrimEnd()
                : StepList.Text(catalogue));
        });
        return command;
    }
}
