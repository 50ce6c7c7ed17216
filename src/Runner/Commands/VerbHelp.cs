using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace OpenLaunch.Runner.Commands;

/// <summary>
/// The library's help, with verbs in groups, each in a few words, in that of the program; with exit codes and examples in that
/// of a verb.
/// </summary>
internal sealed class VerbHelp(HelpAction help, IReadOnlyList<VerbGroup> groups) : SynchronousCommandLineAction
{
    private const int PipedWidth = 100;

    /// <summary>A terminal that says less does not know.</summary>
    private const int NarrowestWidth = 20;

    private static readonly string[] Ends = [". ", ": ", "; "];

    /// <summary>Makes it the help of a command line, to which the verbs of the groups are added.</summary>
    public static void AddTo(RootCommand root, IReadOnlyList<VerbGroup> groups)
    {
        foreach (var verb in groups.SelectMany(group => group.Verbs))
            root.Add(verb);
        var option = root.Options.OfType<HelpOption>().Single();
        var help = (HelpAction)option.Action!;
        help.MaxWidth = Width();
        option.Action = new VerbHelp(help, groups);
    }

    /// <summary>How wide a line of help may be.</summary>
    public static int Width() =>
        Console.IsOutputRedirected || Console.WindowWidth < NarrowestWidth ? PipedWidth : Console.WindowWidth;

    public override int Invoke(ParseResult parseResult)
    {
        var (command, writer) = (parseResult.CommandResult.Command, parseResult.InvocationConfiguration.Output);
        if (command is RootCommand)
        {
            Write(Root(command), writer);
            return 0;
        }

        command.Hidden = false; // or the library prints nothing for a verb that its list leaves out
        var below = command is VerbCommand verb ? verb.More(parseResult).Concat(Below(verb)).ToList() : [];
        help.Invoke(parseResult);
        Write(below, writer);
        return 0;
    }

    private static void Write(IEnumerable<string> lines, TextWriter writer)
    {
        foreach (var line in lines)
            writer.WriteLine(line);
    }

    private IEnumerable<string> Root(Command root)
    {
        yield return root.Description!;
        yield return "";
        yield return "Usage: openlaunch VERB [options]     openlaunch help VERB     openlaunch --version";
        var width = groups.SelectMany(group => group.Verbs).Max(verb => verb.Name.Length);
        foreach (var group in groups)
        {
            yield return "";
            yield return $"{group.Title}:";
            foreach (var verb in group.Verbs)
                yield return $"  {verb.Name.PadRight(width)}  {Beginning(verb.Description!)}";
        }
    }

    private static IEnumerable<string> Below(VerbCommand verb)
    {
        yield return "Exit codes:";
        foreach (var code in verb.Codes)
            yield return $"  {code.Value,-2}  {code.Meaning}";
        if (verb.Examples.Count == 0)
            yield break;
        yield return "";
        yield return "Examples:";
        foreach (var example in verb.Examples)
            yield return $"  openlaunch {example}";
    }

    /// <summary>What comes before the first full stop, colon or semicolon.</summary>
    private static string Beginning(string text) => $"{text.Split(Ends, 2, StringSplitOptions.None)[0].TrimEnd('.')}.";
}

/// <summary>Verbs that belong together.</summary>
internal sealed record VerbGroup(string Title, IReadOnlyList<Command> Verbs);
