using System.Reflection;
using System.Runtime.Versioning;
using OpenLaunch.Steps;
using OpenLaunch.Windows.Tests.Doubles;
using OpenLaunch.Windows.Tests.Wine;

namespace OpenLaunch.Windows.Tests;

public class VerifiedAdaptersTests
{
    private static readonly List<string[]> Rows = [.. File.ReadLines(Path.Combine(Repository.Root, "docs", "verified.md"))
        .Where(line => line.StartsWith("| Windows", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..4])];

    // What the adapters are made of; each is proven with the adapter that uses it.
    private static readonly string[] Parts =
    [
        "WindowsActiveRoutes", "WindowsDiskLayout", "WindowsFileHole", "WindowsJob", "WindowsLogon", "WindowsOutputProcess",
        "WindowsPersistentIpv4Routes", "WindowsPersistentIpv6Routes", "WindowsPorts", "WindowsPrivilege",
        "WindowsProcessAttributes", "WindowsScriptFile", "WindowsScriptProcess", "WindowsTool", "WindowsVolumes", "WindowsWait",
    ];

    private static IEnumerable<Type> Adapters => typeof(WindowsPorts).Assembly.GetTypes()
        .Where(type => type.Name.StartsWith("Windows", StringComparison.Ordinal) && !Parts.Contains(type.Name)
            && type.GetCustomAttribute<SupportedOSPlatformAttribute>() is not null);

    [Fact]
    public void Every_Windows_adapter_has_one_row() => Assert.Equal(
        Adapters.Select(type => type.Name).Order(StringComparer.Ordinal), Rows.Select(row => row[0]));

    [Fact]
    public void What_is_said_to_be_proven_under_Wine_names_a_test_that_does_it()
    {
        var tests = TestsIn(typeof(WineBootTests).Namespace!);
        Assert.All(Rows, row => Assert.Equal(row[1] == "Wine", tests.Contains(row[2])));
    }

    [Fact]
    public void What_is_said_to_be_proven_by_a_double_names_a_test_that_has_one()
    {
        var tests = TestsIn(typeof(AccountDoubleTests).Namespace!);
        Assert.All(Rows, row => Assert.Equal(row[1] == "double", tests.Contains(row[2])));

        // A double is put into the machine by the class of the test.
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "Windows.Tests", "Doubles"), "*Tests.cs")
            .Select(File.ReadAllText).Where(text => text.Contains("WindowsDouble.PutAsync(", StringComparison.Ordinal)).ToList();
        Assert.All(Rows.Where(row => row[1] == "double"), row => Assert.Contains(
            sources, text => text.Contains($" {row[2]}(", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_adapter_goes_without_being_seen_at_work() =>
        Assert.All(Rows, row => Assert.Contains(row[1], new[] { "Wine", "double" }));

    private static HashSet<string> TestsIn(string room) =>
    [
        .. typeof(WineBootTests).Assembly.GetTypes()
            .Where(type => type.Namespace == room && type.GetCustomAttribute<CollectionAttribute>()?.Name == WineMachine.Collection)
            .SelectMany(type => type.GetMethods()).Where(method => method.GetCustomAttribute<FactAttribute>() is { Skip: null })
            .Select(method => method.Name),
    ];
}
