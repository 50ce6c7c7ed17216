using System.CommandLine;
using System.CommandLine.Completions;
using OpenLaunch.Core.Documents;

namespace OpenLaunch.Runner.Commands;

/// <summary>Options that several verbs share; each verb gets its own instances.</summary>
internal static class CommonOptions
{
    public static Option<string?> State() => Filled(new Option<string?>("--state")
    {
        Description = "The folder of journal, lock and logs. Default: the agent's own below ProgramData; "
            + ".openlaunch in the current folder when simulating.",
        HelpName = "folder",
    });

    public static Option<string?> Config() => new("--config", "-c")
    {
        Description = "The configuration file. Default: openlaunch.yml in the agent's config folder, else EC2Launch v2's "
            + "agent-config.yml at its place, else the built-in plan.",
        HelpName = "file",
    };

    public static Option<string?> Extensions() => new("--config", "-c")
    {
        Description = "The configuration file whose extensions count too. Default: openlaunch.yml in the agent's config folder.",
        HelpName = "file",
    };

    /// <summary>EC2Launch v2's option, which has had no effect there since 2.0.1521.</summary>
    public static Option<bool> Block() => new("--block", "-b")
    {
        Description = "For scripts that give it: no effect.",
        Hidden = true,
    };

    /// <summary>Says what EC2Launch v2 says to whoever gives its option.</summary>
    public static void TellOfBlock(ParseResult parsed, Option<bool> block)
    {
        if (parsed.GetValue(block))
            Console.Error.WriteLine("Flag --block has been deprecated, behavior is the same with and without the flag.");
    }

    public static Option<bool> DryRun() => new("--dry-run") { Description = "Tell what would change, and change nothing." };

    public const string JsonName = "--json";

    public static Option<bool> Json() => new(JsonName)
    {
        Description = "End with one JSON object on standard output; progress goes to standard error.",
    };

    /// <summary>The name is that of other tools which show a plan first.</summary>
    public static Option<bool> DetailedExitCode(Option<bool> dryRun)
    {
        var option = new Option<bool>("--detailed-exitcode")
        {
            Description = "With --dry-run: exit code 2 when there are changes to make, 0 when there are none.",
        };
        option.Validators.Add(result =>
        {
            if (result.GetValue(option) && !result.GetValue(dryRun))
                result.AddError("--detailed-exitcode tells of a dry run; add --dry-run.");
        });
        return option;
    }

    /// <summary>Refuses the empty value that an unset variable leaves: it must not mean something that nobody meant.</summary>
    public static Option<T> Filled<T>(Option<T> option)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => token.Value.AsSpan().Trim(", ").IsEmpty))
                result.AddError($"{option.Name}: the value is empty; leave the option out or give one.");
        });
        return option;
    }

    public static Option<string[]> Names(string name, string description) => Filled(new Option<string[]>(name)
    {
        Description = description,
        HelpName = "names",
        CompletionSources = { StepNames },
        CustomParser = result => [.. result.Tokens.SelectMany(
            token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
    });

    /// <summary>The names that a shell may complete: those of the compiled steps, as their entries mostly have.</summary>
    public static IEnumerable<CompletionItem> StepNames(CompletionContext context) =>
        AgentCommand.StepsOf(context.ParseResult).Catalogue.Definitions.Select(
            step => new CompletionItem(step.Name, detail: step.Description));

    /// <summary>A duration; what counts without it stands in the description, in the words that a user writes.</summary>
    public static Option<TimeSpan?> Duration(string name, string description, TimeSpan byDefault) => new(name)
    {
        Description = $"{description} Default: {DurationText.Format(byDefault)}.",
        HelpName = "duration",
        CustomParser = result =>
        {
            var text = result.Tokens.Single().Value;
            if (!DurationText.TryParse(text, out var duration))
                result.AddError($"{name}: '{text}' is not {DurationText.Expected}.");
            return duration;
        },
    };
}
