using System.Text.RegularExpressions;
using OpenLaunch.Steps.Tests.Simulation;
using OpenLaunch.Steps.UserData.Parsing.Forms;
using static OpenLaunch.Steps.Tests.UserData.Parsing.UserDataCase;

namespace OpenLaunch.Steps.Tests.UserData.Field;

/// <summary>The table of cloud-config's modules in the documentation says what the program does.</summary>
public sealed partial class ModuleTableTests
{
    private static readonly string[] Rows = [.. File
        .ReadLines(Path.Combine(Repository.Root, "docs", "user-data.md"))
        .SkipWhile(line => !line.StartsWith("| module | becomes |", StringComparison.Ordinal)).Skip(2)
        .TakeWhile(line => line.StartsWith('|'))];

    [Fact]
    public void Every_module_that_is_carried_out_stands_in_the_table() =>
        Assert.Equal(CloudConfigForm.Supported.Order(), Rows.Where(row => !IsLeftOut(row)).SelectMany(Names).Order());

    [Fact]
    public void Every_module_that_the_table_leaves_out_is_a_warning_with_its_name()
    {
        foreach (var name in Rows.Where(IsLeftOut).SelectMany(Names))
        {
            Assert.Contains(
                Parse($"#cloud-config\n{name}: [a]\nhostname: a1\n").Problems,
                problem => problem.Message.StartsWith($"The module '{name}' is not supported", StringComparison.Ordinal));
        }
    }

    private static bool IsLeftOut(string row) => row.Contains("| left out", StringComparison.Ordinal);

    private static IEnumerable<string> Names(string row) => Name().Matches(row.Split('|')[1]).Select(match => match.Groups[1].Value);

    [GeneratedRegex("`([a-z_]+)`")]
    private static partial Regex Name();
}
