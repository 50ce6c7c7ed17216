using System.Runtime.Versioning;
using static OpenLaunch.Runner.Tests.Security.HostileText;

namespace OpenLaunch.Runner.Tests.Security;

/// <summary>
/// Whoever writes a plan, the metadata of a machine, or its user data can say what a terminal obeys, lines that somebody else seems to
/// have written, and what turns the direction of writing. None of it is seen at any outlet.
/// </summary>
[UnsupportedOSPlatform("windows")]
[EachProgram]
public sealed class HostileInputTests : PlantedTests
{
    private const string Message = "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/{H}; charset=\"{H}\"\n"
        + "Content-Transfer-Encoding: {H}\nContent-Disposition: attachment; filename=\"{H}\"\n\na\n--b\n"
        + "Content-Type: text/x-{H}\n\na\n--b\nContent-Type: =?utf-8?Q?text/=1B[2J=07?=\n\na\n--b--\n";

    [Fact]
    public async Task What_a_plan_and_its_scripts_say_moves_no_terminal()
    {
        var plan = Machine.Write("plan.yml", $$"""
            version: 1
            log: { json: true }
            steps:
              - step: executeScript
                inputs:
                  - type: powershell
                    arguments: [{{InYaml}}]
                    content: "printf '\\033[2J\\007\\302\\233own\\342\\200\\256\\r' | tee /dev/stderr; exit 7"
              - step: runUserData
                inputs: { errorLines: 9 }
              - step: executeProgram
                inputs: [{ path: {{Short}}, arguments: [{{Short}}] }]
              - step: writeFile
                inputs: [{ destination: {{InYaml}}, content: a }, { destination: {{Short}}, content: a }]
              - step: addUsers
                inputs: { users: [{ name: a, fullName: {{InYaml}} }] }
              - step: startSsm
                when: { tag: { {{InYaml}}: {{InYaml}} } }
              - step: initializeVolume
                inputs: { initialize: devices, devices: [{ device: {{InYaml}} }] }
              - step: announceReady
            """);
        var userData = Machine.Write("user-data.txt",
            "<powershell>\nprintf '\\033[2J\\007\\302\\233own\\342\\200\\256\\r\\n' >&2; exit 7\n</powershell>\n");

        await Machine.SeeAllAsync(plan, "--user-data", userData, "--execute-scripts");
        Assert.True(Machine.HasRunScripts);
    }

    /// <summary>Every input of every step that takes text, wrong ones with the rest: what is said of them is printed.</summary>
    [Fact]
    public async Task What_is_wrong_with_a_plan_moves_no_terminal()
    {
        var steps = OpenLaunch.Steps.BuiltInSteps.Catalogue.Definitions.Select(step => step.Name).ToList();
        var plan = Machine.Write("plan.yml", $"version: 1\n{InYaml}: 1\nconsole: {{ port: {InYaml}, include: [{InYaml}] }}\n"
            + $"metadata: {{ timeout: {InYaml} }}\nextensions:\n- path: {InYaml}\nsteps:\n"
            + string.Concat(steps.Select(step => $"- {{ step: {step}, name: {InYaml}, inputs: {{ {InYaml}: {InYaml} }} }}\n"))
            + $"- {{ step: {InYaml}, when: {{ {InYaml}: {InYaml} }}, timeout: {InYaml}, onError: {InYaml}, {InYaml}: 1 }}\n");
        var agent = Machine.Write("agent-config.yml", $"version: 1.0\nconfig:\n- stage: {InYaml}\n  tasks:\n"
            + $"  - task: {InYaml}\n  - {{ task: executeScript, inputs: [{{ type: {InYaml}, {InYaml}: {InYaml} }}] }}\n");
        foreach (var wrong in new[]
        {
            plan, agent, Machine.Write("raw.yml", $"version: 1\nsteps: [{{ step: '{Plain}' }}]\n"),
            Machine.Write("alias.yml", "version: 1\nsteps: [*\u202eevil\u2066]\n"),
            Machine.Write("tag.yml", "version: 1\nsteps: !\u202eevil\u2066 a\n"),
        })
        {
            var run = await Machine.RunAsync(None, "run", "--simulate", "--state", Machine.State, "-c", wrong, "--json");
            Assert.Equal(78, run.ExitCode);
            await Machine.RunAsync(None, "validate", wrong);
            await Machine.RunAsync(None, "validate", wrong, "--json");
            await Machine.RunAsync(None, "get-agent-config", "-c", wrong);
            await Machine.RunAsync(None, "get-agent-config", "-c", wrong, "--format", "json");
        }

        await Machine.RunAsync(None, "status", "--state", Machine.State);
        Machine.NothingIsFound();
    }

    [Fact]
    public async Task What_the_machine_and_its_metadata_say_moves_no_terminal()
    {
        var file = Machine.Write("machine.yml", $$"""
            computerName: {{InYaml}}
            windows: { productName: {{InYaml}}, build: {{InYaml}}, installOption: {{InYaml}}, imageState: IMAGE_STATE_COMPLETE }
            instance:
              type: {{InYaml}}
              imageId: {{InYaml}}
              availabilityZone: {{InYaml}}
              tags: { Name: {{InYaml}} }
            adapters:
              - { index: 12, name: {{InYaml}}, description: {{InYaml}}, mac: "06:2f:51:aa:10:01", ipv4: [172.31.40.10/20], gateways: [172.31.32.1], metric: 15 }
              - { index: 20, name: {{InYaml}}, description: {{InYaml}}, mac: "00:15:5d:00:00:01", ipv4: [172.20.0.1/20], gateways: [], metric: 5000 }
            disks:
              - { number: 0, size: 64GiB, model: {{InYaml}}, serial: {{InYaml}}, partitions: [{ number: 1, start: 1MiB, size: 30GiB, letter: C, fileSystem: NTFS, label: {{InYaml}} }] }
              - { number: 1, size: 8GiB, model: {{InYaml}}, serial: {{InYaml}}, device: {{InYaml}} }
            accounts:
              - { name: {{InYaml}}, sid: S-1-5-21-1004336348-1177238915-682003330-500, enabled: true }
            licence: { billing: included, kmsServer: {{InYaml}}, kmsPort: 1688, status: notification, reason: {{InYaml}}, keyEnding: {{InYaml}} }
            services:
              - { name: AmazonSSMAgent, state: stopped, startType: disabled }
              - { name: {{InYaml}}, state: running, startType: automatic }
            registry:
              HKLM\SOFTWARE\Amazon\MachineImage: { AMIName: {{InYaml}}, AMIVersion: {{InYaml}} }
            drivers:
              - { deviceName: {{InYaml}}, version: {{InYaml}} }
            """);

        await Machine.SeeAllAsync(null, $"--simulate={file}");
    }

    [Theory]
    [InlineData("<powershell>\necho {H}\n</powershell>\n{H}\n<{H}>")]
    [InlineData("{H}")]
    [InlineData("#!/bin/{H}\n")]
    [InlineData("<powershell {H}>\n</powershell><persist>{H}</persist>")]
    [InlineData("version: 1.1\ntasks:\n- task: {Y}\n- task: executeScript\n  inputs: [{ type: {Y}, {Y}: {Y} }]\n")]
    [InlineData("version: 1.1\ntasks:\n- task: writeFile\n  inputs: [{ destination: {Y}, content: {Y} }]\n")]
    [InlineData("#cloud-config\n{Y}: {Y}\nhostname: {Y}\nwrite_files:\n- { path: {Y}, encoding: {Y}, content: a }\nusers: [{ name: {Y}, {Y}: 1 }]\n")]
    [InlineData(Message)]
    public async Task What_user_data_says_moves_no_terminal(string form)
    {
        var text = form.Replace("{H}", Plain, StringComparison.Ordinal).Replace("{Y}", InYaml, StringComparison.Ordinal);
        var file = Machine.Write("user-data.txt", text);
        await Machine.RunAsync(None, "userdata", "parse", file);
        await Machine.RunAsync(None, "userdata", "parse", file, "--json");

        await Machine.SeeAllAsync(null, "--user-data", file);
    }
}
