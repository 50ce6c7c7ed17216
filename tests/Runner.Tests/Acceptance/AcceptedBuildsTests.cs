using System.Text.RegularExpressions;

namespace OpenLaunch.Runner.Tests.Acceptance;

/// <summary>What was seen on real Windows is told from results of the acceptance that are kept with the source.</summary>
public partial class AcceptedBuildsTests
{
    private const string None = "None has run on real Windows yet";

    [Fact]
    public void An_adapter_is_accepted_on_the_builds_where_each_of_its_checks_passed()
    {
        var builds = AcceptedBuilds.Of(
        [
            "WINDOWS 20348.2849 | Windows Server 2022 | Server | Local plain\r\nPASS WindowsFiles | a\r\n"
                + "FAIL WindowsDisks | b | c\r\nPASS WindowsDisks | d\r\nSKIP WindowsReboot | e | f\r\n"
                + "PASS Package | g\r\nEND 1 failed\r\n",
            "WINDOWS 26100.1 | Windows Server 2025 | Server Core | Verify sysprep\n"
                + "PASS WindowsFiles | a\nPASS WindowsDisks | b\n",
        ]);
        Assert.Equal(["WindowsDisks", "WindowsFiles"], builds.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("20348.2849, 26100.1", builds["WindowsFiles"]);
        Assert.Equal("26100.1", builds["WindowsDisks"]);
    }

    [Fact]
    public void The_documentation_tells_of_real_Windows_what_the_results_say_and_no_more()
    {
        var folder = Repository.File("tests", "acceptance", "results");
        var results = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.result").Select(File.ReadAllText).ToList()
            : [];
        var page = File.ReadAllText(Repository.File("docs", "verified.md"));
        Assert.Equal(results.Count == 0, page.Contains(None, StringComparison.Ordinal));
        var told = Row.Matches(page).ToDictionary(row => row.Groups[1].Value, row => row.Groups[2].Value);
        Assert.Equal(AcceptedBuilds.Of(results).OrderBy(one => one.Key), told.OrderBy(one => one.Key));
    }

    [GeneratedRegex(@"^\| (Windows\w+) \| real Windows \| ([\d., ]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row { get; }
}
