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
        var of = new Option<string?>("--of")
        {
            Description = "Print the schema of the JSON that this verb prints with --json instead.", HelpName = "verb",
        };
        of.AcceptOnlyFromAmong([.. OutputSchema.Verbs]);
        var command = new VerbCommand(
            "schema",
            "Prints the JSON schema of the configuration, for editors. The steps of extensions are in it.",
            [new(ExitCode.Done, "printed"), new(ExitCode.BadConfiguration, "an extension cannot be used")],
            "schema > openlaunch.schema.json", "schema --of status")
        {
            config, of,
        };
        command.SetAction(parsed =>
        {
            var schema = parsed.GetValue(of) is { } verb
                ? OutputSchema.Write(verb)
                : JsonSchemaWriter.Write(ExtensionSource.Catalogue(AgentCommand.StepsOf(parsed), parsed.GetValue(config)));
            Console.Out.WriteLine(schema.TrimEnd());
        });
        return command;
    }
}
