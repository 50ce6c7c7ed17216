using System.CommandLine;
using System.Text.RegularExpressions;
using OpenLaunch.Runner.Commands;

namespace OpenLaunch.Runner.Tests;

[EachProgram]
public class HelpTests
{
    public static TheoryData<string> Verbs => [.. PathsBelow(OpenLaunchCommand.Create(), "")];

    [Fact]
    public async Task The_help_of_the_program_tells_each_verb_in_a_few_words_and_that_of_a_verb_tells_all()
    {
        var all = await OpenLaunchProcess.RunAsync("--help");
        var one = await OpenLaunchProcess.RunAsync("repair", "--help");

        Assert.Equal((0, 0), (all.ExitCode, one.ExitCode));
        var verbs = all.Output.ReplaceLineEndings("\n").Split('\n').Where(line => line.StartsWith("  ", StringComparison.Ordinal))
            .ToList();
        Assert.All(verbs, verb => Assert.Matches(@"^  [a-z-]+ +[A-Z][^.:;]+\.$", verb));
        Assert.All(verbs, verb => Assert.InRange(verb.Length, 1, 80));
        Assert.Equal(
            OpenLaunchCommand.Create().Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name).Order(),
            verbs.Select(verb => verb.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]).Order());
        Assert.Contains("Examples:\n  openlaunch repair\n", one.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("  75  another run is under way", one.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_help_of_a_step_lists_its_inputs()
    {
        var help = await OpenLaunchProcess.RunAsync("run-step", "setHostName", "--help");
        var explained = await OpenLaunchProcess.RunAsync("explain", "setHostName");

        Assert.Equal((0, 0), (help.ExitCode, explained.ExitCode));
        Assert.Contains("  reboot (true | false; default true)", help.Output, StringComparison.Ordinal);
        Assert.Contains("  reboot (true | false; default true)", explained.Output, StringComparison.Ordinal);
        Assert.Contains("  - step: setHostName", explained.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_plan_is_written_with_its_schema_is_valid_and_is_not_written_over()
    {
        var folder = Directory.CreateTempSubdirectory("openlaunch-init-");
        var plan = Path.Combine(folder.FullName, "openlaunch.yml");

        var first = await OpenLaunchProcess.RunAsync("init", folder.FullName);
        var valid = await OpenLaunchProcess.RunAsync("validate", plan);
        await File.AppendAllTextAsync(plan, "# mine", TestContext.Current.CancellationToken);
        var second = await OpenLaunchProcess.RunAsync("init", folder.FullName);

        Assert.Equal((0, 0, 1), (first.ExitCode, valid.ExitCode, second.ExitCode));
        Assert.Contains("stays as it is", second.Error, StringComparison.Ordinal);
        Assert.EndsWith("# mine", await File.ReadAllTextAsync(plan, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder.FullName, "openlaunch.schema.json")));
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Each_example_of_the_help_is_a_command_line_of_its_verb()
    {
        var root = OpenLaunchCommand.Create();
        var verbs = root.Subcommands.SelectMany(verb => verb.Subcommands.Append(verb)).OfType<VerbCommand>().ToList();
        Assert.All(verbs.Where(verb => !verb.Hidden), verb => Assert.NotEmpty(verb.Examples));
        Assert.All(
            verbs.SelectMany(verb => verb.Examples),
            example => Assert.Empty(root.Parse(example.Split([" > ", " >> ", " < "], StringSplitOptions.None)[0]).Errors));
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Each_verb_has_its_help_though_its_arguments_are_missing(string verb)
    {
        var result = await OpenLaunchProcess.RunAsync([.. verb.Split(' '), "--help"]);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains($"openlaunch {verb}", result.Output, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\[default: *(\d\d:|\w+ \{)", result.Output); // what .NET prints is nothing that a user writes
    }

    [Fact]
    public async Task The_version_is_bare_for_scripts_and_whole_for_a_report()
    {
        var (bare, whole) = (await OpenLaunchProcess.RunAsync("version"), await OpenLaunchProcess.RunAsync("--version"));

        Assert.Matches(@"^\d+\.\d+\.\d+\r?\n$", bare.Output);
        Assert.Matches($@"^openlaunch {Regex.Escape(bare.Output.Trim())}\S* \(\.NET 10\.\S+, \S+-\S+\)\r?\n$", whole.Output);
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
    [InlineData("'addRoutes'", "did you mean 'addRoutes'?", "explain", "addRoute")]
    [InlineData("'addRoutes'", "did you mean 'addRoutes'?", "run", "--simulate", "--dry-run", "--only", "addroutes")]
    [InlineData("'announceReady'", "did you mean 'announceReady'?", "run", "--simulate", "--dry-run", "--skip", "anounceReady")]
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
