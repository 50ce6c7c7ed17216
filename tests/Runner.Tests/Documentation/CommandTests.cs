using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Markdig.Syntax;
using OpenLaunch.Runner.Commands;

namespace OpenLaunch.Runner.Tests.Documentation;

/// <summary>Commands that the pages tell a reader to type.</summary>
public sealed partial class CommandTests
{
    private const string Program = @"(?:openlaunch(?:\.exe)?|dotnet run --project src/Runner --)";

    [Fact]
    public void The_program_takes_each_command_line_of_the_pages()
    {
        var commands = Page.All.SelectMany(page => CommandsOf(page).Select(line => (page.Name, Line: line))).ToList();

        Assert.True(commands.Count > 50, "The pages' commands are not found any more.");
        Assert.Empty(commands.Select(command => (command.Name, command.Line, Errors: ErrorsOf(command.Line)))
            .Where(command => command.Errors.Length > 0).Select(command => $"{command.Name}: {command.Line}: {command.Errors}"));
    }

    [Theory]
    [InlineData("run --dryrun")]
    [InlineData("statsu")]
    [InlineData("schedule --per-moon")]
    public void A_command_line_that_the_program_does_not_take_is_found(string line) => Assert.NotEmpty(ErrorsOf(line));

    /// <summary>Blocks that are typed by <see cref="ConsoleBlockTests"/> show slips too.</summary>
    private static IEnumerable<string> CommandsOf(Page page) => page.Blocks
        .Where(block => block is not FencedCodeBlock { Arguments: "run" })
        .SelectMany(block => block.Lines.Lines.Take(block.Lines.Count).Select(line => line.ToString()))
        .Select(line => Typed().Match(line)).Concat(page.Pieces.Select(piece => Quoted().Match(piece)))
        .Where(match => match.Success).Select(match => match.Groups["line"].Value.Trim());

    private static string ErrorsOf(string line)
    {
        // "[--option]" may be left out; "VERB" and "…" stand for something of the reader's.
        var words = CommandLineParser.SplitCommandLine(Brackets().Replace(line, ""));
        var asked = words.Where(word => word is not ("…" or "VERB")).ToArray();
        var parsed = OpenLaunchCommand.Create().Parse(OpenLaunchCommand.Asked(asked));
        return string.Join(" ", parsed.Errors.Select(error => error.Message));
    }

    /// <summary>A line of a block, typed at a prompt or written in a script, up to a pipe, a comment or a next command.</summary>
    [GeneratedRegex(@"^\s*(?:[$>]\s+)?" + Program + @"(?<line>(?: [^|;&#>\s]+)*)\s*(?:$|[|;&#>])")]
    private static partial Regex Typed();

    [GeneratedRegex("^" + Program + @"(?<line>(?: [^|;&#>\s]+)+)$")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"[\[\]]")]
    private static partial Regex Brackets();
}
