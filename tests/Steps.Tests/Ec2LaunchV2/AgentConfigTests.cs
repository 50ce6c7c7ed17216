using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Ready;
using OpenLaunch.Steps.Scripts;

namespace OpenLaunch.Steps.Tests.Ec2LaunchV2;

public class AgentConfigTests
{
    private const string Sample = """
        version: 1.1
        config:
          - stage: postReady
            tasks:
              - task: setHostName
                inputs: { hostName: web-1 }
              - task: executeScript
                inputs:
                  - { frequency: once, type: batch, runAs: localSystem, content: late }
          - stage: boot
            tasks:
              - task: extendRootPartition
          - stage: preReady
            tasks:
              - task: setAdminAccount
                inputs:
                  password:
                    type: random
              - task: executeScript
                inputs: [{ frequency: once, type: batch, runAs: localSystem, content: early }]
        """;

    [Fact]
    public void Puts_the_tasks_in_the_order_that_EC2Launch_v2_uses()
    {
        var plan = Read(Sample).Plan;

        Assert.Equal(
            ["waitForSysprep", "extendRootPartition", "addRoutes", "waitForMetadata", "showInstanceInfo", "setAdminAccount",
                "executeScript", "announceReady", "runUserData", "setHostName", "postReady-executeScript", "registerBootTask"],
            plan.Entries.Select(entry => entry.Name));
        Assert.All(plan.Groups, group => Assert.Single(group.Entries));
    }

    [Fact]
    public void Runs_once_tasks_once_an_instance_and_the_others_always()
    {
        var entries = Read(Sample).Plan.Entries.ToDictionary(entry => entry.Name);

        Assert.Equal(StepFrequency.PerInstance, entries["extendRootPartition"].Frequency);
        Assert.Equal(StepFrequency.PerInstance, entries["setAdminAccount"].Frequency);
        Assert.Equal(StepFrequency.Always, entries["setHostName"].Frequency);
    }

    [Fact]
    public void Binds_the_inputs_and_keeps_the_boot_task_enabled()
    {
        var entries = Read(Sample).Plan.Entries.ToDictionary(entry => entry.Name);

        Assert.Equal(PasswordType.Random, ((SetAdminAccountInputs)entries["setAdminAccount"].Inputs).Password.Type);
        Assert.Equal("late", ((ExecuteScriptInputs)entries["postReady-executeScript"].Inputs).Scripts[0].Content);
        Assert.Equal(RegisteredState.Enabled, ((RegisterBootTaskInputs)entries["registerBootTask"].Inputs).State);
    }

    [Fact]
    public void Adds_only_built_in_steps_that_the_catalogue_has()
    {
        var catalogue = new StepCatalogue([StepDefinition.For<AnnounceReadyStep, NoInputs>(_ => new(BuiltInSteps.Catalogue))]);

        var plan = Read("version: 1.0\nconfig: []", catalogue).Plan;

        Assert.Equal(["announceReady"], plan.Entries.Select(entry => entry.Name));
    }

    [Theory]
    [InlineData("""{"version":"1.0","config":[{"stage":"boot","tasks":[{"task":"extendRootPartition"}]}]}""")]
    [InlineData("{\n\t\"version\":1.1,\"config\":\t[{\"stage\":\"boot\",\n\t\"tasks\":[{\"task\": \"extendRootPartition\"}]}]}")]
    public void Reads_JSON_text(string json) =>
        Assert.Contains(Read(json).Plan.Entries, entry => entry.Name == "extendRootPartition");

    [Theory]
    [InlineData("{ config: [] }", "1:1: the document lacks the key 'version', which must be given")]
    [InlineData("{ version: 2, config: [] }", "1:12: version: must be 1.0 or 1.1, found '2'")]
    [InlineData("{ version: 1.0, config: [], steps2: 1 }", "1:29: the document has no key 'steps2'; valid are version, config, onStageFailure")]
    [InlineData("{ version: 1.0, config: boot }", "1:25: config: expected a list, found a text")]
    [InlineData("{ version: 1.0, config: [boot] }", "1:26: config: expected a map with the key 'stage', found 'boot'")]
    public void Says_what_is_wrong_with_the_document(string text, string error) =>
        Assert.Equal(error, Error(() => Read(text)));

    [Theory]
    [InlineData("{ stage: preready, tasks: [] }", "2:10: stage: there is no stage 'preready'; did you mean 'preReady'?")]
    [InlineData("{ stage: boot, tasks: [] }, { stage: boot, tasks: [] }", "2:38: stage: boot stands here twice; first on line 2")]
    [InlineData("{ stage: boot, tasks: [x] }", "2:24: tasks: expected a map with the key 'task', found 'x'")]
    [InlineData("{ stage: boot, tasks: [{ inputs: {} }] }", "2:24: the task lacks the key 'task', which must be given")]
    [InlineData("{ stage: boot, tasks: [{ task: extendRootPartiton }] }",
        "2:32: task: there is no task 'extendRootPartiton'; did you mean 'extendRootPartition'?")]
    [InlineData("{ stage: boot, tasks: [{ task: setHostName, inputs: { hostName: a } }] }",
        "2:32: task: 'setHostName' belongs in postReady")]
    [InlineData("{ stage: network, tasks: [{ task: addRoutes }] }",
        "2:35: task: 'addRoutes' runs by itself in EC2Launch v2's order and cannot be listed")]
    [InlineData("{ stage: boot, tasks: [{ task: extendRootPartition }, { task: extendRootPartition }] }",
        "2:63: task: 'extendRootPartition' stands in this stage twice; EC2Launch v2 runs a task once a stage")]
    [InlineData("{ stage: boot, tasks: [{ task: extendRootPartition, when: {} }] }",
        "2:53: the task has no key 'when'; valid are task, inputs")]
    [InlineData("{ stage: preReady, tasks: [{ task: executeScript, inputs: [{ when: once }] }] }",
        "2:62: executeScript[0] has no key 'when'; valid are type, runAs, content, arguments, frequency, check, detach, timeout")]
    public void Says_what_is_wrong_with_a_stage(string stage, string error) =>
        Assert.Contains(error, Errors(() => Read($"{{ version: 1.0, config: [\n{stage}\n] }}")));

    [Fact]
    public void Tells_each_task_once_and_none_that_cannot_be_listed()
    {
        var error = Error(() => Read("{ version: 1.0, config: [{ stage: boot, tasks: [{ task: installGpuManager }] }] }"));

        var valid = error[(error.IndexOf("valid are ", StringComparison.Ordinal) + 10)..].Split(", ");
        Assert.Contains("extendRootPartition", valid);
        Assert.Equal(valid.Distinct(), valid);
        Assert.DoesNotContain("addRoutes", valid);
    }

    private static LaunchConfiguration Read(string text, StepCatalogue? catalogue = null) =>
        new ConfigurationReader(catalogue ?? BuiltInSteps.Catalogue) { Dialects = BuiltInSteps.Dialects }.Read(text, "test.yml");

    private static string Error(Action read) => Assert.Single(Errors(read));

    /// <summary>Every error as <c>line:column: message</c>.</summary>
    private static IReadOnlyList<string> Errors(Action read)
    {
        var exception = Assert.Throws<ConfigurationException>(read);
        Assert.All(exception.Errors, error => Assert.Equal("test.yml", error.File));
        return [.. exception.Errors.Select(e => $"{e.Position.Line}:{e.Position.Column}: {e.Message}")];
    }
}
