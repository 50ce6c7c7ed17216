using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Tests.Ec2LaunchV2;

/// <summary>Files as they are on machines, in tutorials and in EC2Launch v2's own documentation.</summary>
public class AgentConfigInTheWildTests
{
    [Fact]
    public void A_task_that_only_older_images_list_is_left_out_with_its_reason()
    {
        var read = Read("""
            version: 1.0
            config:
            - stage: preReady
              tasks:
              - task: installEgpuManager
              - task: setUpdateSchedule
              - task: setAdminAccount
                inputs: { password: { type: random } }
            """);

        Assert.Equal(
            ["5:11: task: 'installEgpuManager' has nothing to do: Elastic Graphics ended on 2024-01-08; it is skipped",
            "6:11: task: 'setUpdateSchedule' is no task that EC2Launch v2 documents, and what it does is not known; it is skipped"],
            Lines(read.Warnings));
        var names = read.Plan.Entries.Select(entry => entry.Name).ToList();
        Assert.Equal(names.IndexOf("setAdminAccount"), names.IndexOf("installEgpuManager") + 2);
    }

    [Fact]
    public void A_key_that_EC2Launch_v2_ignores_is_a_warning_and_any_other_an_error()
    {
        Assert.Equal(
            ["1:139: setAdminAccount: EC2Launch v2 ignores the key 'expire'; remove it"],
            Lines(Read(Account("password: { type: random }, expire: true")).Warnings));
        Assert.Equal(
            ["1:139: setAdminAccount has no key 'expires'; valid are name, password"],
            Errors(Account("password: { type: random }, expires: true")));

        static string Account(string inputs) =>
            "{ version: \"1.0\", config: [{ stage: preReady, tasks: [{ task: setAdminAccount, inputs: { name: Administrator, "
            + inputs + " } }] }] }";
    }

    [Theory]
    [InlineData("content: x, arguments: [-a], type: batch",
        "executeScript[0] lacks the key 'frequency', which must be given", "executeScript[0] lacks the key 'runAs', which must be given")]
    [InlineData("frequency: once, runAs: admin",
        "executeScript[0] lacks the key 'type', which must be given", "executeScript[0] lacks the key 'content', which must be given")]
    public void What_EC2Launch_v2_demands_of_a_script_is_demanded(string item, params string[] errors) =>
        Assert.Equal(errors, Errors(Task("executeScript", $"[{{ {item} }}]")).Select(Message));

    [Fact]
    public void A_program_without_an_account_is_right_as_in_the_example_of_the_documentation() =>
        Assert.Empty(Read(Task("executeProgram", @"[{ frequency: always, path: C:\setup.exe, arguments: [-quiet] }]")).Warnings);

    [Fact]
    public void An_item_where_the_list_belongs_is_told_in_the_words_of_the_file() => Assert.Equal(
        ["7:7: executeScript takes a list: put '- ' before frequency"],
        Errors("""
            version: 1.1
            config:
            - stage: postReady
              tasks:
              - task: executeScript
                inputs:
                  frequency: once
                  type: powershell
            """));

    [Theory]
    [InlineData("activateWindows", "activation:", "amazon",
        "activateWindows: 'type' belongs below 'activation', indented by two more: activation: { type: amazon }")]
    [InlineData("setAdminAccount", "password:", "random",
        "setAdminAccount: 'type' belongs below 'password', indented by two more: password: { type: random }")]
    public void The_broken_examples_of_the_documentation_are_told_the_right_shape(
        string task, string section, string type, string error) => Assert.Equal(
        [error],
        Errors($"""
            version: 1.1
            config:
            - stage: preReady
              tasks:
              - task: {task}
                inputs:
                  {section}
                  type: {type}
            """).Select(Message));

    [Fact]
    public void A_key_at_the_column_of_the_dash_above_it_is_told_where_it_belongs()
    {
        var error = Assert.Single(Errors("""
            version: 1.1
            config:
            - stage: postReady
              tasks:
              - task: writeFile
                inputs:
                  - frequency: once
                  destination: C:\booted.txt
                  content: Windows Has Booted
            """));

        Assert.StartsWith("8:7: not valid YAML: a key at the column of a '- ' above it", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_neither_form_is_told_both() => Assert.Equal(
        ["1:1: this is no openlaunch.yml, which holds 'version: 1' and 'steps:' with entries '- step: NAME'",
            "1:1: and no agent-config.yml of EC2Launch v2, which holds 'version: 1.1' and 'config:' with '- stage: NAME', each with "
                + "'tasks:' of '- task: NAME'"],
        Errors("stage:\n  postReadyUserData:\n  - task: executeScript\n"));

    [Fact]
    public void Every_rule_is_checked_although_another_key_of_the_same_inputs_is_wrong() => Assert.Equal(
        ["setHostName: no computer can have this name: it has 23 characters; at most 15 are allowed", "reboot: expected true or false, found 'maybe'"],
        Errors(Task("setHostName", "{ hostName: a-name-that-is-too-long, reboot: maybe }"))
            .Select(Message));

    [Fact]
    public void An_encrypted_password_is_refused_and_not_repeated()
    {
        var error = Assert.Single(Errors(
            "{ version: 1.1, config: [{ stage: preReady, tasks: [{ task: setAdminAccount, inputs: { password: "
            + "{ type: encrypted, data: AQAAANCMnd8= } } }] }] }"));

        Assert.Contains("OpenLaunch cannot read the encrypted passwords of EC2Launch", error, StringComparison.Ordinal);
        Assert.DoesNotContain("AQAA", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_placeholder_of_a_tutorial_is_a_warning() => Assert.EndsWith(
        "user data runs by itself",
        Assert.Single(Read(Task("executeScript", "[{ frequency: once, type: batch, runAs: admin, content: <userdata> }]")).Warnings)
            .Message,
        StringComparison.Ordinal);

    [Fact]
    public void What_follows_a_failed_stage_is_run_unless_the_file_says_otherwise()
    {
        const string tasks = "config: [{ stage: boot, tasks: [{ task: extendRootPartition }] }, { stage: postReady, tasks: [{ task: startSsm }] }]";

        Assert.Equal(ErrorPolicy.Continue, Of(Read($"{{ version: 1.1, {tasks} }}"), "extendRootPartition"));
        var stops = Read($"{{ version: 1.1, onStageFailure: stop, {tasks} }}");
        Assert.Equal(ErrorPolicy.Stop, Of(stops, "extendRootPartition"));
        Assert.Equal(ErrorPolicy.Continue, Of(stops, "startSsm"));
        Assert.Equal(
            ["1:33: onStageFailure: expected one of continue, stop, found 'end'"], Errors("{ version: 1.1, onStageFailure: end, config: [] }"));

        static ErrorPolicy Of(LaunchConfiguration configuration, string name) =>
            configuration.Plan.Entries.Single(entry => entry.Name == name).OnError;
    }

    private static string Message(string line) => line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..];

    private static string Task(string task, string inputs) =>
        $"{{ version: 1.1, config: [{{ stage: postReady, tasks: [{{ task: {task}, inputs: {inputs} }}] }}] }}";

    private static LaunchConfiguration Read(string text) =>
        new ConfigurationReader(BuiltInSteps.Catalogue) { Dialects = BuiltInSteps.Dialects }.Read(text, "agent-config.yml");

    private static IEnumerable<string> Errors(string text) =>
        Lines(Assert.Throws<ConfigurationException>(() => Read(text)).Errors);

    private static List<string> Lines(IReadOnlyList<ConfigurationError> errors) =>
        [.. errors.Select(error => $"{error.Position.Line}:{error.Position.Column}: {error.Message}")];
}
