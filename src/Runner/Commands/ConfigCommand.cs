using System.CommandLine;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>config show</c>: what the configuration comes to.</summary>
internal static class ConfigCommand
{
    public static Command Create() => new("config", "Tells what the configuration comes to.") { CreateShow() };

    private static Command CreateShow()
    {
        var file = new Argument<string?>("file")
        {
            Description = "The configuration file. Default: the one that run would use.", Arity = ArgumentArity.ZeroOrOne,
        };
        var (config, state, json) = (CommonOptions.Config(), CommonOptions.State(), CommonOptions.Json());
        var command = new VerbCommand(
            "show",
            "Prints each setting that counts, its value and where that comes from: a line of the file, or a default. "
            + "What is or may be a secret is shown as stars.",
            [new(ExitCode.Done, "printed"), new(ExitCode.BadConfiguration, "it cannot be read")],
            "config show", "config show plan.yml --json")
        {
            file, config, state, json,
        };
        command.SetAction(parsed =>
        {
            var named = parsed.GetValue(file) ?? parsed.GetValue(config);
            if (named is not null && !File.Exists(named))
                throw new UsageException($"There is no file '{named}'.");
            var folders = StateFolders.Resolve(parsed.GetValue(state), isSimulated: false);
            var source = ConfigurationSource.Open(named, folders, AgentCommand.StepsOf(parsed));
            var effective = EffectiveConfiguration.Of(source.Document, source.Read());
            Console.Out.WriteLine(parsed.GetValue(json) ? effective.Json() : effective.Text());
            return ExitCode.Done;
        });
        return command;
    }
}
