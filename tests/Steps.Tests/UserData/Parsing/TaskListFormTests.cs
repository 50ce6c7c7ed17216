using OpenLaunch.Core.Documents;
using OpenLaunch.Steps.Scripts;
using OpenLaunch.Steps.UserData.Parsing;
using static OpenLaunch.Steps.Tests.UserData.Parsing.UserDataCase;

namespace OpenLaunch.Steps.Tests.UserData.Parsing;

public class TaskListFormTests
{
    private const string Complete = """
        # set up the web server
        ---
        version: 1.1
        tasks:
          - task: executeScript
            inputs:
              - frequency: always
                type: powershell
                runAs: localSystem
                arguments: [-NoProfile, -File]
                detach: true
                content: |-
                  Get-Service <powershell>
                    # indented
              - frequency: once
                type: batch
                runAs: admin
                content: "echo hi\r\n"
          - task: writeFile
            inputs:
            - { frequency: once, destination: 'C:\a.txt', content: text }
            - { frequency: once, destination: 'C:\b.txt', content: text }
          - task: setHostName
            inputs:
              hostName: web1
              reboot: true
          - task: startSsm
        """;

    [Fact]
    public void Reads_each_item_of_a_task_as_a_task_in_the_order_of_the_text()
    {
        var document = Parse(Complete);

        Assert.Empty(document.Problems);
        Assert.Equal((UserDataFormat.Yaml, "1.1"), (document.Format, document.Version));
        Assert.Equal(["executeScript", "executeScript", "writeFile", "writeFile", "setHostName", "startSsm"],
            document.Tasks.Select(task => task.Name));
        var first = document.Tasks[0].Script();
        Assert.Equal((ScriptLanguage.PowerShell, ScriptAccount.LocalSystem, ScriptFrequency.Always, true),
            (first.Type, first.RunAs, first.Frequency, first.Detach));
        Assert.Equal(["-NoProfile", "-File"], first.Arguments);
        Assert.Equal("Get-Service <powershell>\n  # indented", first.Content);
        Assert.Equal("echo hi\r\n", document.Tasks[1].Script().Content);
        Assert.Equal(@"C:\b.txt", InputOf(document.Tasks[3], "destination"));
        Assert.Equal("web1", InputOf(document.Tasks[4], "hostName"));
        Assert.Null(document.Tasks[5].Written);
    }

    [Theory]
    [InlineData("version: 1.0\ntasks: []", "1.0")]
    [InlineData("version: 1.1\ntasks: []", "1.1")]
    [InlineData("version: \"1.1\"\ntasks: []", "1.1")]
    [InlineData("version: '1.0'\ntasks: []", "1.0")]
    [InlineData("\uFEFFversion: 1.1\r\ntasks: []\r\n", "1.1")]
    [InlineData("%YAML 1.2\n---\nversion: 1.1\ntasks: []\n...\n", "1.1")]
    [InlineData("  version: 1.1\n  tasks: []", "1.1")]
    [InlineData("{\"version\": 1.1, \"tasks\": []}", "1.1")]
    [InlineData("{\n\t\"version\": \"1.0\",\n\t\"tasks\": [\n\t]\n}\n", "1.0")]
    public void Reads_the_version_as_number_or_text_in_YAML_or_JSON(string text, string version)
    {
        var document = Parse(text);

        Assert.Empty(document.Problems);
        Assert.Equal(version, document.Version);
    }

    [Theory]
    [InlineData("tasks: []", "error 1", "the key 'version' is required")]
    [InlineData("tasks: []\nversion: 2.0", "error 2", "must be 1.0 or 1.1")]
    [InlineData("tasks: []\nversion: [1.1]", "error 2", "must be 1.0 or 1.1")]
    [InlineData("version: 1.1", "error 1", "the key 'tasks' is required")]
    [InlineData("version: 1.1\ntasks:", "error 2", "must be a list of tasks")]
    [InlineData("version: 1.1\ntasks: []\nTasks: []", "error 3", "did you mean 'tasks'?")]
    [InlineData("version: 1.1\ntasks: []\nconfig: []", "error 3", "belongs to an agent's configuration file")]
    [InlineData("- task: startSsm", "error 1", "not a mapping")]
    [InlineData("version: 1.1\ntasks:\n- startSsm", "error 3", "must be a mapping with the key 'task'")]
    [InlineData("version: 1.1\ntasks:\n- inputs: []", "error 3", "must name its task")]
    [InlineData("version: 1.1\ntasks:\n- task: executScript", "error 3", "did you mean 'executeScript'?")]
    [InlineData("version: 1.1\ntasks:\n- task: zzzzzzzz", "error 3", "known are extendRootPartition, activateWindows")]
    [InlineData("version: 1.1\ntasks:\n- task: startSsm\n  input: {}", "error 4", "did you mean 'inputs'?")]
    [InlineData("version: 1.1\ntasks:\n- task: startSsm\n  inputs:\n    wait: true", "error 5", "there are none")]
    [InlineData("version: 1.1\ntasks:\n- task: executeScript", "error 3", "must be a list of items")]
    [InlineData("version: 1.1\ntasks:\n- task: executeScript\n  inputs:\n    type: batch", "error 5", "must be a list of items")]
    [InlineData("version: 1.1\ntasks:\n- task: setHostName\n  inputs: [a]", "error 4", "expected a map of keys")]
    [InlineData("version: 1.1\ntasks:\n- task: setHostName\n  inputs:\n    reboot: yes", "error 5", "true or false")]
    [InlineData("version: 1.1\ntasks:\n- task: initializeVolume\n  inputs: {initialize: devices}", "error 4", "at least one device")]
    [InlineData("version: 1.1\ntasks:\n- task: startSsm\n- task: startSsm", "error 4", "given on line 3 already")]
    [InlineData("version: 1.1\nversion: 1.0\ntasks: []", "error 2", "first on line 1")]
    [InlineData("version: 1.1\ntasks:\n\t- task: startSsm", "error 3", "a tab in the indentation")]
    [InlineData("version: 1.1\ntasks: [", "error 2", "not valid YAML")]
    [InlineData("version: 1.1\ntasks: 'a\n\n", "error 2", "not valid YAML")]
    [InlineData("version: 1.1\ntasks: *t", "error 2", "has no anchor before it")]
    [InlineData("version: !!str 1.1\ntasks: []", "error 1", "tags")]
    [InlineData("version: 1.1\ntasks: []\n---\nversion: 1.1", "error 3", "a second document starts here")]
    [InlineData("version: 1.1\ntasks: []\n? [a]\n: b", "error 3", "a key must be a text")]
    public void Reports_what_is_wrong_by_its_line(string text, string at, string message)
    {
        var document = Parse(text);

        Assert.Equal(UserDataFormat.Yaml, document.Format);
        Assert.Equal([at], document.ProblemLines());
        Assert.Contains(message, document.Problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Follows_an_alias_but_not_a_bomb_of_them()
    {
        const string Twice = "version: 1.1\ntasks:\n- task: executeScript\n  inputs:\n"
            + "  - &one { frequency: once, type: batch, runAs: admin, content: a }\n  - *one\n";
        Assert.Equal(["a", "a"], Parse(Twice).Contents());

        var bomb = Twice.Replace("content: a", $"content: {new string('x', 300_000)}", StringComparison.Ordinal)
            + string.Concat(Enumerable.Repeat("  - *one\n", 10));
        Assert.Equal(["error 9"], Parse(bomb).ProblemLines());
    }

    [Fact]
    public void Refuses_YAML_that_is_nested_too_deep()
    {
        var document = Parse($"version: 1.1\ntasks: {new string('[', 5000)}");

        Assert.Equal(["error 2"], document.ProblemLines());
        Assert.Contains("deeper than 64", document.Problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_everything_at_once_and_keeps_the_good_items()
    {
        var document = Parse("""
            version: 1.2
            tasks:
            - task: executeScript
              inputs:
              - { frequency: once, type: batch, runAs: admin, content: good }
              - frequency: sometimes
                type: bash
                runAs: root
                contents: x
              - just text
            - task: rebootNow
            """);

        Assert.Equal(["good"], document.Contents());
        Assert.Equal(
            ["error 1", "error 6", "error 6", "error 7", "error 8", "error 9", "error 10", "error 11"], document.ProblemLines());
        var messages = document.Problems.Select(problem => problem.Message).ToList();
        Assert.Contains("executeScript has no key 'contents'; did you mean 'content'?", messages);
        Assert.Contains("executeScript: type: expected one of batch, powershell, found 'bash'.", messages);
    }

    [Theory]
    [InlineData("- task: startSsm\n  clean: true", 4)]
    [InlineData("- task: startSsm\n  inputs:\n  shutdown: true", 5)]
    [InlineData("- task: executeScript\n  when: now\n  inputs: [{ type: batch, content: a }]", 4)]
    [InlineData("- task: setHostName\n  inputs: { hostName: a, hostName: b }", 4)]
    [InlineData("- task: setHostName\n  task: startSsm", 4)]
    [InlineData("- task: writeFile\n  inputs:\n  - { destination: a, content: !!binary aGk= }", 5)]
    [InlineData("- task: executeScript\n  inputs:\n  - { type: batch, content: a, content: b }", 5)]
    [InlineData("- task: executeScript\n  inputs: []", 4)]
    [InlineData("- task: initializeVolume\n  inputs: { initialize: some }", 4)]
    [InlineData("- task: setWallpapers", 3)]
    [InlineData("- task: runUserData", 3)]
    public void Leaves_out_an_entry_with_an_error_whole(string entry, int line)
    {
        var document = Parse($"version: 1.1\ntasks:\n{entry}\n- task: activateWindows\n");

        Assert.Equal(["activateWindows"], document.Tasks.Select(task => task.Name));
        Assert.Equal($"error {line}", document.ProblemLines()[0]);
    }

    [Fact]
    public void Runs_the_first_of_two_entries_for_one_task_alone()
    {
        var document = Parse("version: 1.1\ntasks:\n- task: executeScript\n  inputs: [{ type: batch, content: a }]\n"
            + "- task: executeScript\n  inputs: [{ type: batch, content: b }]\n");

        Assert.Equal(["a"], document.Contents());
    }

    [Fact]
    public void Takes_the_list_of_items_under_its_key_too_as_a_plan_does() =>
        Assert.Equal(["a"], Parse("version: 1.1\ntasks:\n- task: executeScript\n"
            + "  inputs: { scripts: [{ type: batch, content: a }] }").Contents());

    [Fact]
    public void Runs_Sysprep_after_all_other_tasks()
    {
        var document = Parse("version: 1.0\ntasks:\n- task: sysprep\n  inputs: { shutdown: true }\n- task: startSsm");

        Assert.Equal(["startSsm", "sysprep"], document.Tasks.Select(task => task.Name));
        Assert.Empty(document.Problems);
    }

    [Fact]
    public void Warns_of_a_task_that_belongs_to_the_agents_configuration()
    {
        var document = Parse("version: 1.1\ntasks:\n- task: extendRootPartition");

        Assert.Equal(["warning 3"], document.ProblemLines());
        Assert.Equal("extendRootPartition", Assert.Single(document.Tasks).Name);
    }

    [Fact]
    public void Warns_of_arguments_to_a_batch_script_and_drops_them()
    {
        var document = Parse("""
            version: 1.1
            tasks:
            - task: executeScript
              inputs:
              - { frequency: once, type: batch, runAs: admin, content: x,
                  arguments: [/K] }
            """);

        Assert.Equal(["warning 6"], document.ProblemLines());
        Assert.Null(document.Scripts()[0].Arguments);
    }

    private static string? InputOf(ConfiguredTask task, string key) =>
        (task.Written as MapNode)?.Find(key) is ScalarNode scalar ? scalar.Text : null;
}
