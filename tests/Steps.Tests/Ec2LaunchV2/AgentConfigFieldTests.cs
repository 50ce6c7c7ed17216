using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Documents;

namespace OpenLaunch.Steps.Tests.Ec2LaunchV2;

/// <summary>Files of the kinds that are met in the field, rewritten: what they plan, and what is said of them.</summary>
public class AgentConfigFieldTests
{
    private const string ByItself = "waitForSysprep, addRoutes, waitForMetadata, showInstanceInfo";

    private static readonly ConfigurationReader Reader = new(BuiltInSteps.Catalogue) { Dialects = BuiltInSteps.Dialects };

    [Theory]
    [InlineData("{ task: activateWindows }, { task: setDnsSuffix }, { task: setAdminAccount }",
        "activateWindows, setDnsSuffix, setAdminAccount",
        "setDnsSuffix has no inputs; it takes suffixes: [$REGION.ec2-utilities.amazonaws.com]")]
    [InlineData("{ task: setAdminAccount, inputs: { name: Admin, password: { type: random }, expire: true } }",
        "setAdminAccount", "setAdminAccount: EC2Launch v2 ignores the key 'expire'; remove it")]
    [InlineData("{ task: setDnsSuffix, inputs: { suffixes: } }",
        "setDnsSuffix", "suffixes: nothing stands here, so it counts as not given")]
    [InlineData("{ task: setDnsSuffix, inputs: { suffixes: [ ec2.internal ] } }", "setDnsSuffix")]
    [InlineData("{ task: executeScript, inputs: [ { frequency: always, type: powershell, runAs: admin, content: <userdata> } ] }",
        "executeScript",
        "content: '<userdata>' is a placeholder of a documentation, and taken as it stands, by EC2Launch v2 too; user data runs "
            + "by itself")]
    public void Is_planned_with_its_warnings(string tasks, string planned, params string[] warnings)
    {
        var read = Read($"{{ version: '1.0', config: [ {{ stage: preReady, tasks: [ {tasks} ] }} ] }}");
        Assert.Equal(warnings, Messages(read.Warnings));
        Assert.Equal(
            $"{ByItself}, {planned}, announceReady, runUserData, registerBootTask", string.Join(", ", Names(read)));
    }

    [Fact]
    public void The_file_of_an_image_with_a_byte_order_mark_and_CR_LF_is_planned_in_the_order_of_EC2Launch_v2()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "\uFEFF" + """
            version: 1.0
            config:
              - stage: boot
                tasks:
                  - task: extendRootPartition
              - stage: preReady
                tasks:
                  - task: setAdminAccount
                    inputs:
                      password:
                        type: random
              - stage: postReady
                tasks:
                  - task: startSsm
                  - task: setHostName
                    inputs:
                      reboot: false
            """.ReplaceLineEndings("\r\n"));
        var names = Names(Reader.ReadFile(file)).ToList();
        File.Delete(file);
        Assert.Equal(
            "waitForSysprep, extendRootPartition, addRoutes, waitForMetadata, showInstanceInfo, setAdminAccount, "
                + "announceReady, runUserData, startSsm, setHostName, registerBootTask",
            string.Join(", ", names));
    }

    [Fact]
    public void A_list_of_which_only_a_comment_is_left_is_the_default() => Assert.Equal(
        ["suffixes: nothing stands here, so it counts as not given"],
        Messages(Read("""
            version: 1.0
            config:
              - stage: preReady
                tasks:
                  - task: setDnsSuffix
                    inputs:
                      suffixes:
                        # add your domain suffixes here(my.domain.com)
            """).Warnings));

    [Theory]
    [InlineData("preReady", "{ task: setHostName, inputs: { reboot: true } }, { task: sysprep, inputs: { clean: true } }",
        "task: 'setHostName' belongs in postReady", "task: 'sysprep' belongs in user data")]
    [InlineData("postReadyUserData", "{ task: executeScript, inputs: [ { frequency: once, type: powershell, runAs: admin } ] }",
        "stage: there is no stage 'postReadyUserData'; valid are boot, network, preReady, postReady",
        "executeScript[0] lacks the key 'content', which must be given")]
    [InlineData("postReady", "{ task: initializeVolume, inputs: { initialize: devices, devices: [ { device: xvdb, letter: 'D:' } ] } }",
        @"letter: must have the form [A-Za-z], found the quoted text 'D:'")]
    public void Is_refused_with_each_fault_once(string stage, string tasks, params string[] errors)
    {
        var text = $"{{ version: '1.1', config: [ {{ stage: {stage}, tasks: [ {tasks} ] }} ] }}";
        Assert.Equal(errors, Messages(Assert.Throws<ConfigurationException>(() => Read(text)).Errors));
    }

    [Theory]
    [InlineData("type: static\n          data: @PLANTED-Passw0rd\n", "no value starts with this character; put the text in quotes")]
    [InlineData("type: static\n          data: %PLANTED-Passw0rd\n", "put the text in quotes")]
    [InlineData("type: static\n          data: \"PLANTED-Passw0rd\n", "")]
    [InlineData("type: static\n         data: PLANTED-Passw0rd\n", "are expected here")]
    [InlineData("type: static\n          data: PLANTED: Passw0rd\n", "put the text in quotes")]
    [InlineData("type: static\n          data: *PLANTED-Passw0rd\n", "")]
    public void A_password_that_breaks_the_YAML_is_not_repeated(string password, string says)
    {
        var error = Assert.Single(Assert.Throws<ConfigurationException>(() => Read(
            "version: 1.0\nconfig:\n- stage: preReady\n  tasks:\n    - task: setAdminAccount\n      inputs:\n        password:\n"
            + $"          {password}")).Errors);
        Assert.DoesNotContain("PLANTED", error.ToString(), StringComparison.Ordinal);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(LaunchConfiguration read) => read.Plan.Entries.Select(entry => entry.Name);

    private static LaunchConfiguration Read(string text) => Reader.Read(text, "agent-config.yml");

    private static List<string> Messages(IReadOnlyList<ConfigurationError> errors) =>
        [.. errors.Select(error => error.Message)];
}
