using System.Text.Json;

namespace OpenLaunch.Runner.Tests.Extensions;

/// <summary>The verbs treat a custom step as they treat a built-in one.</summary>
[BuiltProgram("Its assemblies are loaded by the host alone, as NativeHostTests sees.")]
public sealed class ExtensionRunTests : IDisposable
{
    private const string Plan = "  - step: greet\n    inputs: { whom: Ada, times: 2 }";

    private readonly ExtensionFolder folder = new();

    [Fact]
    public async Task A_custom_step_is_listed_validated_described_and_run()
    {
        await folder.CompileAsync("Greet", Sources.Greet);
        folder.Configure(["Greet.dll"], Plan);

        var steps = await folder.OpenLaunchAsync("steps", "--config", "openlaunch.yml");
        var schema = await folder.OpenLaunchAsync("schema", "--config", "openlaunch.yml");
        var validate = await folder.OpenLaunchAsync("validate", "openlaunch.yml");
        var dryRun = await folder.RunPlanAsync("--dry-run");
        var run = await folder.RunPlanAsync();
        var single = await folder.OpenLaunchAsync(
            "run-step", "greet", "--input", "whom=Bob", "--simulate", "--config", "openlaunch.yml", "--state", "state", "--json");

        Assert.Contains("greet (always, from Greet 0.0.0)", steps.Output);
        Assert.Contains("\"const\": \"greet\"", schema.Output);
        Assert.Equal(0, validate.ExitCode);
        Assert.Contains("\"changes\":[\"greet Ada\",\"greet Ada\"]", dryRun.Output);
        Assert.Contains("\"changes\":[\"greet Ada\",\"greet Ada\"]", run.Output);
        Assert.Contains("\"changes\":[\"greet Bob\"]", single.Output);
    }

    [Fact]
    public async Task A_custom_step_may_be_a_task_of_user_data()
    {
        await folder.CompileAsync("Greet", Sources.Greet);
        folder.Configure(["Greet.dll"], "  - step: runUserData");
        var userData = Path.Combine(folder.Path, "user-data.txt");
        await File.WriteAllTextAsync(
            userData, "version: 1.1\ntasks:\n- task: greet\n  inputs: { whom: Ada }\n- task: gret\n",
            TestContext.Current.CancellationToken);

        var parse = await folder.OpenLaunchAsync("userdata", "parse", userData, "--config", "openlaunch.yml");
        var run = await folder.RunPlanAsync("--user-data", userData);

        Assert.Contains("1. greet from line 3", parse.Output);
        Assert.Contains("line 5: error: There is no task 'gret'; did you mean 'greet'?", parse.Output);
        Assert.Contains("\"changes\":[\"greet Ada\"]", run.Output);
        Assert.Contains("Line 5 of the user data: There is no task 'gret'", run.Output);
    }

    [Fact]
    public async Task An_input_that_an_attribute_forbids_is_told_with_its_place_and_nothing_runs()
    {
        await folder.CompileAsync("Greet", Sources.Greet);
        folder.Configure(["Greet.dll"], "  - step: greet\n    inputs: { times: 9 }");

        var run = await folder.RunPlanAsync();

        Assert.Equal(78, run.ExitCode);
        Assert.Contains("openlaunch.yml:6:22: times: must be from 1 to 3, found '9'", run.Error);
        Assert.Contains("lacks the key 'whom'", run.Error);
    }

    [Fact]
    public async Task An_extension_may_bring_another_version_of_a_library_than_ours()
    {
        const string body =
            "return Task.FromResult(StepOutcome.Skipped(new YamlDotNet.Serialization.DeserializerBuilder().Build()"
            + ".Deserialize<string>(\"'it works'\") + \" \" + typeof(YamlDotNet.Core.Mark).Assembly.GetName().Version));";
        File.Copy(BuildPaths.OtherYamlDotNet, Path.Combine(folder.Path, "YamlDotNet.dll"));
        await folder.CompileAsync("Other", Sources.Step("readYaml", body), BuildPaths.OtherYamlDotNet);
        folder.Configure(["Other.dll"], "  - step: readYaml");

        var run = await folder.RunPlanAsync();

        Assert.Contains("\"reason\":\"it works 13.0.0.0\"", run.Output);
    }

    [Fact]
    public async Task Gives_a_step_the_ports_of_built_in_steps_and_the_services_of_its_module()
    {
        const string source =
            """
            public sealed class Module : IStepModule
            {
                public void Configure(IServiceCollection services) => services.AddSingleton<Words>();
            }

            public sealed class Words { public string Of(string name) => $"this is {name}"; }

            """;
        await folder.CompileAsync("Injected", source + Sources.Step(
            "tellName", "return Task.FromResult(StepOutcome.Skipped(words.Of(name.GetType().Name)));",
            "(Words words, OpenLaunch.Steps.HostName.IComputerName name)"));
        folder.Configure(["Injected.dll"], "  - step: tellName");

        var run = await folder.RunPlanAsync();

        Assert.Contains("\"reason\":\"this is SimulatedComputerName\"", run.Output);
    }

    [Fact]
    public async Task A_constructor_that_asks_for_what_nobody_offers_is_an_error_before_anything_runs()
    {
        await folder.CompileAsync("Lonely", Sources.Step("beLonely", head: "(Uri nowhere)"));
        folder.Configure(["Lonely.dll"], "  - step: addRoutes\n  - step: beLonely");

        var (validate, run) = (await folder.OpenLaunchAsync("validate", "openlaunch.yml"), await folder.RunPlanAsync());

        const string cause =
            "openlaunch.yml:3:5: extension 'Lonely.dll': the step beLonely asks for System.Uri in its constructor";
        Assert.Equal((78, 78), (validate.ExitCode, run.ExitCode));
        Assert.Contains(cause, validate.Error);
        Assert.Contains(cause, run.Error);
        Assert.DoesNotContain("\"kind\":\"step\"", await JournalAsync());
    }

    [Fact]
    public async Task What_a_step_writes_to_standard_output_does_not_stand_before_the_JSON()
    {
        await folder.CompileAsync(
            "Talk", Sources.Step("talk", "Console.WriteLine(\"hello\"); return Task.FromResult(StepOutcome.Done);"));
        folder.Configure(["Talk.dll"], "  - step: talk");

        var run = await folder.RunPlanAsync();

        Assert.Equal("done", JsonDocument.Parse(run.Output).RootElement.GetProperty("outcome").GetString());
    }

    public void Dispose() => folder.Dispose();

    private async Task<string> JournalAsync()
    {
        var journal = Path.Combine(folder.StatePath, "journal.ndjson");
        return File.Exists(journal) ? await File.ReadAllTextAsync(journal, TestContext.Current.CancellationToken) : "";
    }
}
