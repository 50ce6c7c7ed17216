using System.CommandLine;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>steps</c>: lists the catalogue with inputs and defaults.</summary>
internal static class StepsCommand
{
    public static Command Create()
    {
        var json = CommonOptions.Json();
        var command = new Command(
            "steps", "Lists the steps that a plan may name, with their inputs and defaults. Example: openlaunch steps")
        {
            json,
        };
        command.SetAction(parsed => Console.Out.WriteLine(
            parsed.GetValue(json) ? StepList.Json(BuiltInSteps.Catalogue) : StepList.Text(BuiltInSteps.Catalogue)));
        return command;
    }
}
