namespace OpenLaunch.Runner.Tests;

public class HelpTests
{
    [Fact]
    public async Task The_help_of_the_program_tells_each_verb_in_a_few_words_and_that_of_a_verb_tells_all()
    {
        var all = await OpenLaunchProcess.RunAsync("--help");
        var one = await OpenLaunchProcess.RunAsync("repair", "--help");

        Assert.Equal((0, 0), (all.ExitCode, one.ExitCode));
        var verbs = all.Output[all.Output.IndexOf("Commands:", StringComparison.Ordinal)..].TrimEnd().Split('\n')[1..];
        Assert.All(verbs, verb => Assert.Matches(@"^  \S.*  [A-Z][^.:]+\.\r?$", verb));
        Assert.Contains("Example: openlaunch repair --check", one.Output, StringComparison.Ordinal);
    }
}
