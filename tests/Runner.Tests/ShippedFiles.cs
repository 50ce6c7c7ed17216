using System.Reflection;
using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Schema;
using OpenLaunch.Steps;

namespace OpenLaunch.Runner.Tests;

[EachProgram]
public sealed class ShippedFiles
{
    public static TheoryData<string> Machines =>
        [.. Directory.EnumerateFiles(Repository.File("config", "examples"), "*.yml").Select(file => Path.GetFileName(file))];

    [Fact]
    public void The_catalogue_lists_every_step_class()
    {
        var classes = typeof(BuiltInSteps).Assembly.GetTypes().Where(type => type.IsDefined(typeof(StepAttribute)));

        Assert.Equal(
            classes.Order(Comparer<Type>.Create((a, b) => string.CompareOrdinal(a.Name, b.Name))),
            BuiltInSteps.Catalogue.Definitions.Select(step => step.StepType).OrderBy(type => type.Name, StringComparer.Ordinal));
    }

    [Fact]
    public void The_committed_schema_is_that_of_the_catalogue() => Assert.Equal(
        JsonSchemaWriter.Write(BuiltInSteps.Catalogue).TrimEnd(),
        File.ReadAllText(Repository.File("config", "openlaunch.schema.json")).ReplaceLineEndings("\n").TrimEnd());

    [Fact]
    public void The_default_plan_is_valid_and_holds_the_ten_stages_in_order()
    {
        var plan = new ConfigurationReader(BuiltInSteps.Catalogue).ReadFile(Repository.File("config", "openlaunch.yml")).Plan;
        string[] stages =
        [
            "waitForSysprep", "addRoutes", "waitForMetadata", "setHostName", "showInstanceInfo", "extendRootPartition",
            "setAdminAccount", "announceReady", "runUserData", "registerBootTask",
        ];

        Assert.Equal(stages, plan.Entries.Select(entry => entry.Name).Where(stages.Contains));
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public async Task Every_example_machine_comes_through_a_dry_run(string machine)
    {
        using var state = new StateFolder();
        var result = await OpenLaunchProcess.RunAsync(
            "run", $"--simulate={Repository.File("config", "examples", machine)}", "--state", state.Path, "--dry-run", "--json");

        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public void Core_knows_no_step_and_Steps_knows_no_runner()
    {
        Assert.DoesNotContain(References(typeof(IStep)), name => name.StartsWith("OpenLaunch", StringComparison.Ordinal));
        Assert.DoesNotContain("openlaunch", References(typeof(BuiltInSteps)));
    }

    private static IEnumerable<string> References(Type type) =>
        type.Assembly.GetReferencedAssemblies().Select((AssemblyName name) => name.Name!);
}
