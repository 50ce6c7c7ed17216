using System.Globalization;
using System.Reflection;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps;
using OpenLaunch.Steps.Ec2LaunchV2;

namespace OpenLaunch.Runner.Tests.Documentation;

public class TablePageTests
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
            .Where(task => task.EventBase > 0).OrderBy(task => task.EventBase).Select(task => $"{task.EventBase} `{task.Name}`");

        Assert.Equal(numbers, Rows("events.md").Where(cells => cells[0] != "0").Select(cells => $"{cells[0]} {cells[1]}"));
    }

    private static IEnumerable<string[]> Rows(string page) => File.ReadLines(Repository.File("docs", page))
        .Where(line => line.Length > 2 && line.StartsWith("| ", StringComparison.Ordinal) && char.IsAsciiDigit(line[2]))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1]);

    private static IEnumerable<string> CodesOf(Type codes) => codes.GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => ((int)field.GetRawConstantValue()!).ToString(CultureInfo.InvariantCulture));
}
