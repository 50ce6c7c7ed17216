using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps;

namespace OpenLaunch.Runner.Tests.Starts;

/// <summary>When the default plan says "Ready", where Windows' slow calls take as long as published logs tell.</summary>
public class CriticalPathTests
{
    private static readonly Dictionary<string, double> Seconds = new()
    {
        ["activateWindows"] = 2.5, ["showInstanceInfo"] = 17, ["extendRootPartition"] = 2, ["setAdminAccount"] = 3,
    };

    private static readonly Plan Default = new ConfigurationReader(BuiltInSteps.Catalogue)
        .Read(YamlDocumentReader.Read(File.ReadAllBytes(Repository.File("config", "openlaunch.yml")), "openlaunch.yml")).Plan;

    [Fact]
    public void Ready_waits_for_the_slowest_of_what_must_precede_it_and_not_for_their_sum()
    {
        var before = Default.Groups.TakeWhile(group => group.Entries.All(entry => entry.Name != "announceReady")).ToList();

        Assert.Equal(17, before.Sum(Longest));
        Assert.All(Seconds.Keys, name => Assert.Contains(before, group => group.Entries.Any(entry => entry.Name == name)));
    }

    [Fact]
    public void What_runs_at_the_same_time_keeps_the_order_of_the_console_of_EC2Launch()
    {
        var group = Default.Groups.Single(group => group.Entries.Any(entry => entry.Name == "setAdminAccount"));
        Assert.Equal(Seconds.Keys, group.Entries.Select(entry => entry.Name)); // in the order of their console lines
    }

    private static double Longest(PlanGroup group) =>
        group.Entries.Where(entry => entry.Enabled).Max(entry => (double?)Seconds.GetValueOrDefault(entry.Name)) ?? 0;
}
