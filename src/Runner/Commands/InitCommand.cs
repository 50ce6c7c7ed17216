using System.CommandLine;
using System.Text;
using OpenLaunch.Core.Journal;
using OpenLaunch.Core.Schema;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>init</c>: the plan to begin with, and the schema by which an editor completes it.</summary>
internal static class InitCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder")
        {
            Description = "Where the files go.", DefaultValueFactory = _ => ".",
        };
        var command = new VerbCommand(
            "init",
            $"Writes a plan to begin with. It is the built-in one, as {StateFolders.ConfigurationName}; beside it goes the JSON "
            + "schema by which editors complete and check it. A plan that is there stays.",
            [new(ExitCode.Done, "written"), new(ExitCode.Failed, "there is a plan already")],
            "init", "init plans/web")
        {
            folder,
        };
        command.SetAction(parsed => Write(parsed.GetValue(folder)!, AgentCommand.StepsOf(parsed)));
        return command;
    }

    private static int Write(string folder, CompiledSteps compiled)
    {
        var plan = Path.Combine(Directory.CreateDirectory(folder).FullName, StateFolders.ConfigurationName);
        if (File.Exists(plan))
        {
            Console.Error.WriteLine($"{plan} is there already, and stays as it is.");
            return ExitCode.Failed;
        }

        WriteSchema(folder, compiled);
        AtomicFile.Write(plan, ConfigurationSource.BuiltInText());
        Console.Out.WriteLine($"{plan} is written. Next: openlaunch explain STEP, openlaunch validate {plan}");
        return ExitCode.Done;
    }

    /// <summary>Writes the schema to where the first line of the built-in plan names it.</summary>
    public static void WriteSchema(string folder, CompiledSteps compiled) => AtomicFile.Write(
        Path.Combine(folder, "openlaunch.schema.json"), Encoding.UTF8.GetBytes(JsonSchemaWriter.Write(compiled.Catalogue)));
}
