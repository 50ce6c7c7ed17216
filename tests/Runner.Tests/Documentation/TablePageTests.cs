using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps;
using OpenLaunch.Steps.Ec2LaunchV2;

namespace OpenLaunch.Runner.Tests.Documentation;

public partial class TablePageTests
{
    [Fact]
    public void The_page_of_exit_codes_has_each_code_of_the_program_and_no_other()
    {
        var page = Rows("exit-codes.md").Select(cells => cells[0]).Order(StringComparer.Ordinal);

        Assert.Equal(
            CodesOf(typeof(ExitCode)).Concat(CodesOf(typeof(ExitCode.Status))).Order(StringComparer.Ordinal), page);
    }

    [Fact]
    public void The_page_of_events_has_the_number_of_each_step_and_no_other()
    {
        var numbers = BuiltInSteps.Catalogue.Definitions.Select(step => Ec2LaunchTask.Find(step.Name)).OfType<Ec2LaunchTask>()
            .Where(task => task.EventBase > 0).OrderBy(task => task.EventBase)
            .Select(task => $"{task.EventBase}|`{task.Name}`|{At(task, EventPlace.AfterReady)}|{At(task, EventPlace.UserData)}");

        Assert.Equal(numbers, Rows("events.md").Where(cells => cells[0] != "0").Select(cells => string.Join('|', cells)));

        static string At(Ec2LaunchTask task, EventPlace place) => task.EventBaseAt(place) is var number && number == task.EventBase
            ? ""
            : number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>All that the version history of EC2Launch v2 (EC2 User Guide) had in August 2026.</summary>
    private static readonly string[] Ec2LaunchVersions =
    [
        "2.0.0", "2.0.104", "2.0.124", "2.0.146", "2.0.153", "2.0.160", "2.0.207", "2.0.285", "2.0.470", "2.0.548", "2.0.592", "2.0.651",
        "2.0.674", "2.0.698", "2.0.863", "2.0.982", "2.0.1009", "2.0.1011", "2.0.1082", "2.0.1121", "2.0.1173", "2.0.1245", "2.0.1303",
        "2.0.1521", "2.0.1580", "2.0.1643", "2.0.1702", "2.0.1739", "2.0.1815", "2.0.1881", "2.0.1914", "2.0.1924", "2.0.1948",
        "2.0.1981", "2.0.2046", "2.0.2081", "2.0.2107", "2.1.1", "2.2.63", "2.3.5", "2.3.56", "2.3.108", "2.3.237", "2.4.0", "2.5.0",
        "2.5.1", "2.5.2",
    ];

    [Fact]
    public void The_page_that_compares_has_each_version_of_EC2Launch_v2_with_tests_that_exist()
    {
        var rows = Rows("compare.md").ToList();
        var tests = Directory.EnumerateFiles(Repository.File("tests"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => TestName().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).ToHashSet();

        Assert.Equal(Ec2LaunchVersions, rows.Select(cells => cells[0]));
        Assert.All(rows.Skip(1), cells => Assert.NotEqual("", cells[2]));
        Assert.Equal([], rows.SelectMany(cells => Named().Matches(cells[2])).Select(match => match.Groups[1].Value).Except(tests));
    }

    [GeneratedRegex(@"public (?:async )?(?:Task|void) (\w+)\(")]
    private static partial Regex TestName();

    [GeneratedRegex(@"`([A-Z]\w*_\w+)`")]
    private static partial Regex Named();

    private static IEnumerable<string[]> Rows(string page) => File.ReadLines(Repository.File("docs", page))
        .Where(line => line.Length > 2 && line.StartsWith("| ", StringComparison.Ordinal) && char.IsAsciiDigit(line[2]))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1]);

    private static IEnumerable<string> CodesOf(Type codes) => codes.GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => ((int)field.GetRawConstantValue()!).ToString(CultureInfo.InvariantCulture));
}
