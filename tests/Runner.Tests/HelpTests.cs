using System.CommandLine;
using OpenLaunch.Runner.Commands;

namespace OpenLaunch.Runner.Tests;

public class HelpTests
{
    public static TheoryData<string> Verbs => [.. PathsBelow(OpenLaunchCommand.Create(), "")];

    [Fact]
    public async Task The_help_of_the_program_tells_each_verb_in_a_few_words_and_that_of_a_verb_tells_all()
    {
        var all = await OpenLaunchProcess.RunAsync("--help");
        var one = await OpenLaunchProcess.RunAsync("repair", "--help");

        Assert.Equal((0, 0), (all.ExitCode, one.ExitCode));
        var verbs = all.Output[all.Output.IndexOf("Commands:", StringComparison.Ordinal)..].TrimEnd().Split('\n')[1..];
        Assert.All(verbs, verb => Assert.Matches(@"^  \S.*  [A-Z][^.:]+\.\r?$", verb));
        Assert.All(verbs, verb => Assert.InRange(verb.Split("  ", StringSplitOptions.RemoveEmptyEntries)[0].Length, 1, 34));
        Assert.Contains("Example: openlaunch repair --check", one.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Each_verb_has_its_help_though_its_arguments_are_missing(string verb)
    {
        var result = await OpenLaunchProcess.RunAsync([.. verb.Split(' '), "--help"]);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains($"openlaunch {verb}", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("help")]
    [InlineData("help", "userdata", "parse")]
    public async Task Help_is_found_where_people_look_for_it(params string[] arguments)
    {
        var result = await OpenLaunchProcess.RunAsync([.. arguments.Where(argument => argument.Length > 0)]);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Usage:", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status", "See 'openlaunch --help'.", "statsu")]
    [InlineData("--dry-run", "See 'openlaunch run --help'.", "run", "--dryrun")]
    [InlineData("parse", "See 'openlaunch userdata --help'.", "userdata", "prase")]
    [InlineData("run-step", "See 'openlaunch run-step --help'.", "run-step")]
    public async Task A_slip_is_answered_with_the_nearest_name_and_where_to_look(
        string nearest, string help, params string[] arguments)
    {
        var result = await OpenLaunchProcess.RunAsync(arguments);

        Assert.Equal((64, ""), (result.ExitCode, result.Output));
        Assert.Contains(nearest, result.Error, StringComparison.Ordinal);
        Assert.EndsWith(help, result.Error.TrimEnd(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> PathsBelow(Command command, string path) => command.Subcommands
        .SelectMany(verb => PathsBelow(verb, $"{path} {verb.Name}").Prepend($"{path} {verb.Name}".TrimStart()));
}
