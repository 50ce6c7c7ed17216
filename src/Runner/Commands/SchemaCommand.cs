using System.CommandLine;
using OpenLaunch.Core.Configuration.Schema;
using OpenLaunch.Steps;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>schema</c>: prints the JSON schema of the configuration, made from the catalogue.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var command = new Command(
            "schema",
            "Prints the JSON schema of openlaunch.yml, for editors. Example: openlaunch schema > openlaunch.schema.json");
        command.SetAction(_ => Console.Out.WriteLine(JsonSchemaWriter.Write(BuiltInSteps.Catalogue).TrimEnd()));
        return command;
    }
}
