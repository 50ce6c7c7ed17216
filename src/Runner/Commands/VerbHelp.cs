using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace OpenLaunch.Runner.Commands;

/// <summary>Lists verbs with what they do in a few words; details, exit codes and an example are in each verb's help.</summary>
internal sealed class VerbHelp(HelpAction help) : SynchronousCommandLineAction
{
    private static readonly string[] Ends = [". ", ": "];

    /// <summary>Makes it the help of a command line.</summary>
    public static void AddTo(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new VerbHelp((HelpAction)option.Action!);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        command.Hidden = false; // or the library prints nothing for a verb that its list leaves out
        foreach (var verb in command.Subcommands)
            verb.Description = Beginning(verb.Description ?? "");
        return help.Invoke(parseResult);
    }

    /// <summary>What comes before the first full stop or colon.</summary>
    private static string Beginning(string text) => $"{text.Split(Ends, 2, StringSplitOptions.None)[0].TrimEnd('.')}.";
}
