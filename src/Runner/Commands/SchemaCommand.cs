using System.CommandLine;
using OpenLaunch.Core.Schema;
using OpenLaunch.Runner.Composition;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>schema</c>: prints the JSON schema of the configuration, made from the catalogue.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var config = CommonOptions.Extensions();
        var command = new Command(
            "schema",
            "Prints the JSON schema of the configuration, for editors, with the steps of the configuration's extensions. "
            + "Example: openlaunch schema > openlaunch.schema.json")
        {
            config,
        };
        command.SetAction(parsed => Console.Out.WriteLine(
            JsonSchemaWriter.Write(ExtensionSource.Catalogue(parsed.GetValue(config))).TrimEnd()));
        return command;
    }
}
