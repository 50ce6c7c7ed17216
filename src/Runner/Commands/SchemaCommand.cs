using System.CommandLine;
using OpenLaunch.Core.Schema;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>schema</c>: prints the JSON schema of the configuration, made from the catalogue.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var config = CommonOptions.Extensions();
        var command = new VerbCommand(
            "schema",
            "Prints the JSON schema of the configuration, for editors. The steps of the configuration's extensions are in it.",
            [new(ExitCode.Done, "printed"), new(ExitCode.BadConfiguration, "an extension cannot be used")],
            "schema > openlaunch.schema.json")
        {
            config,
        };
        command.SetAction(parsed => Console.Out.WriteLine(
            JsonSchemaWriter.Write(ExtensionSource.Catalogue(parsed.GetValue(config))).TrimEnd()));
        return command;
    }
}
