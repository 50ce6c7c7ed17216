using System.Text.RegularExpressions;

namespace OpenLaunch.Runner.Tests.Security;

public sealed partial class SecurityPageTests
{
    private static readonly IReadOnlyList<string[]> Rows =
    [
        .. File.ReadLines(Repository.File("docs", "security.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1]).Where(cells => cells[^1] != "held by"),
    ];

    private static readonly IReadOnlySet<string> Tests = Directory
        .EnumerateFiles(Repository.File("tests"), "*.cs", SearchOption.AllDirectories)
        .SelectMany(file => TestName().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).ToHashSet();

    [Fact]
    public void Each_line_names_tests_that_there_are_or_says_that_nothing_holds_it()
    {
        Assert.NotEmpty(Rows);
        foreach (var cells in Rows)
        {
            Assert.Equal(3, cells.Length);
            var holders = cells[2] == "**not held**" ? [] : cells[2].Replace(" (Wine)", "", StringComparison.Ordinal).Split(", ");
            Assert.All(holders, name => Assert.True(Tests.Contains(name), $"'{cells[0]}': there is no test '{name}'."));
        }
    }

    [GeneratedRegex(@"\[(?:Fact|Theory)[^\]]*\](?:\s*\[[^\n]*\])*\s*public (?:async )?(?:void|Task) (\w+)\(")]
    private static partial Regex TestName();
}
