using System.Text.Json;
using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.Migration;
using OpenLaunch.Steps.Scripts;

namespace OpenLaunch.Steps.Tests.Migration;

public class AgentConfigMigrationTests
{
    private const string AllTasks = """
        version: "1.0"
        config:
        - stage: boot
          tasks:
          - task: extendRootPartition
        - stage: preReady
          tasks:
          - task: activateWindows
            inputs: { activation: { type: amazon } }
          - task: setDnsSuffix
            inputs: { suffixes: [ $REGION.ec2-utilities.amazonaws.com ] }
          - task: setAdminAccount
            inputs: { name: Administrator, password: { type: random } }
          - task: enableOpenSsh
          - task: executeScript
            inputs:
            - frequency: once
              type: powershell
              runAs: admin
              content: |-
                if ($true) {
                  'a: b # c'
                }
        - stage: postReady
          tasks:
          - task: executeScript
            inputs: [ { frequency: always, type: batch, runAs: localSystem, content: 'echo "1, 2"', detach: true } ]
          - task: initializeVolume
            inputs: { initialize: devices, devices: [ { device: xvdb, letter: D, name: Data } ] }
          - task: optimizeEna
          - task: enableJumboFrames
          - task: setHostName
            inputs: { hostName: web01, reboot: false }
          - task: startSsm
          - task: writeFile
            inputs: [ { frequency: once, destination: C:\a.txt, content: hi } ]
        """;

    [Theory]
    [InlineData(AllTasks)]
    [InlineData("{ \"version\": 1.1, \"onStageFailure\": \"stop\", \"config\": [{ \"stage\": \"postReady\", \"tasks\": [{ \"task\": \"startSsm\" }] }] }")]
    public void The_plan_is_the_one_that_the_file_itself_makes(string text)
    {
        var source = new ConfigurationReader(BuiltInSteps.Catalogue) { Dialects = BuiltInSteps.Dialects }
            .Read(text, "agent-config.yml").Plan;

        var written = Files.Written(Files.Migrate("agent-config.yml", text));

        Assert.Equal(source.Entries.Select(Describe), written.Entries.Select(Describe));

        static string Describe(PlanEntry entry) =>
            $"{entry.Name} {entry.Definition.Name} {entry.Frequency} {entry.AsksForAlways} {entry.OnError} {entry.Timeout} "
            + JsonSerializer.Serialize(entry.Inputs, entry.Inputs.GetType());
    }

    [Fact]
    public void A_script_keeps_its_lines_and_stands_in_them()
    {
        var text = PlanText.Write(Files.Migrate("agent-config.yml", AllTasks));

        Assert.Contains("content: |-\n", text, StringComparison.Ordinal);
        var script = (ExecuteScriptInputs)Files.Entry(Files.Migrate("agent-config.yml", AllTasks), "executeScript").Inputs;
        Assert.Equal("if ($true) {\n  'a: b # c'\n}", script.Scripts[0].Content);
    }

    [Fact]
    public void A_comment_tells_where_each_entry_comes_from() => Assert.Contains(
        "  # agent-config.yml:8, preReady\n  - step: activateWindows\n",
        PlanText.Write(Files.Migrate("agent-config.yml", AllTasks)), StringComparison.Ordinal);

    [Fact]
    public void The_text_of_a_password_is_not_copied_and_the_report_says_so()
    {
        var plan = Files.Migrate("agent-config.yml", $$"""
            version: 1.0
            config:
            - stage: preReady
              tasks:
              - task: setAdminAccount
                inputs: { password: { type: static, data: {{Files.Planted}} }, expire: true }
            """);

        Assert.Equal(
            ["agent-config.yml:5, preReady: setAdminAccount: give the password again in data, or set type: random"],
            Files.Lines(plan, MigrationKind.SecretNotCopied));
        Assert.Contains("ignores the key 'expire'", Assert.Single(Files.Lines(plan, MigrationKind.ChangedMeaning)), StringComparison.Ordinal);
        Assert.DoesNotContain(Files.Planted, PlanText.Write(plan), StringComparison.Ordinal);
        Assert.Equal(PasswordType.Static, ((SetAdminAccountInputs)Files.Entry(plan, "setAdminAccount").Inputs).Password.Type);
    }

    [Fact]
    public void What_has_nothing_to_do_is_no_gap_and_what_nobody_does_is_one()
    {
        var plan = Files.Migrate("agent-config.yml", """
            version: 1.0
            config:
            - stage: preReady
              tasks:
              - task: installEgpuManager
              - task: setUpdateSchedule
            """);

        Assert.Contains("installEgpuManager", Assert.Single(Files.Lines(plan, MigrationKind.ChangedMeaning)), StringComparison.Ordinal);
        Assert.Contains("setUpdateSchedule", Assert.Single(Files.Lines(plan, MigrationKind.NoCounterpart)), StringComparison.Ordinal);
        Assert.True(plan.HasGaps);
    }

    [Theory]
    [InlineData("stage: postReadyUserData: [x]")]
    [InlineData("just text")]
    [InlineData("<html></html>")]
    [InlineData("version: 1.1\nconfig:\n- stage: preReady\n  tasks:\n  - task: setAdminAccount\n    inputs: { password: { type: encrypted, data: " + Files.Planted + " } }\n")]
    [InlineData("version: 1.1\nconfig:\n- stage: nowhere\n  tasks: []\n")]
    public void What_is_wrong_is_refused_without_its_text(string text)
    {
        var refusal = Assert.Throws<ConfigurationException>(() => Files.Migrate("agent-config.yml", text));

        Assert.DoesNotContain(Files.Planted, refusal.Message, StringComparison.Ordinal);
    }
}
