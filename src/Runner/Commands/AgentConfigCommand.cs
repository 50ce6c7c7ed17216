using System.CommandLine;
using OpenLaunch.Core.Documents;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>get-agent-config</c>: EC2Launch v2's verb, which prints the configuration that counts.</summary>
internal static class AgentConfigCommand
{
    public static Command Create()
    {
        var (config, state) = (CommonOptions.Config(), CommonOptions.State());
        var format = new Option<string?>("--format", "-f")
        {
            Description = "The form that it is printed in. Default: the one that the file has.",
        };
        format.AcceptOnlyFromAmong("yaml", "json");
        var command = new VerbCommand(
            "get-agent-config",
            "Prints the configuration that counts, without its passwords.",
            [new(ExitCode.Done, "printed"), new(ExitCode.BadConfiguration, "it cannot be read")],
            "get-agent-config --format json")
        {
            format, config, state,
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(config) is { } file && !File.Exists(file))
                throw new UsageException($"There is no file '{file}'.");
            var folders = StateFolders.Resolve(parsed.GetValue(state), isSimulated: false);
            var counts = parsed.GetValue(config) ?? ConfigurationSource.Find(folders);
            var asJson = (parsed.GetValue(format) ?? FormOf(counts)) == "json";
            Console.Out.WriteLine(ConfigurationText.Write(
                ConfigurationSource.ReadDocument(parsed.GetValue(config), folders), asJson).TrimEnd());
            return ExitCode.Done;
        });
        return command;
    }

    private static string FormOf(string? file) =>
        file is not null && YamlText.Decode(YamlDocumentReader.ReadBytes(file), file).TrimStart() is ['{', ..] ? "json" : "yaml";
}
