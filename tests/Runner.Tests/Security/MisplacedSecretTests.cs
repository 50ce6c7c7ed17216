using System.Runtime.Versioning;
using static OpenLaunch.Runner.Tests.Security.PlantedMachine;

namespace OpenLaunch.Runner.Tests.Security;

/// <summary>A secret where none belongs: what is told of the mistake does not repeat it.</summary>
[UnsupportedOSPlatform("windows")]
[EachProgram]
public sealed class MisplacedSecretTests : PlantedTests
{
    [Fact]
    public async Task No_secret_in_a_wrong_place_of_a_plan_is_repeated()
    {
        // All that is wrong is told at once, but for what ends the reading.
        var whole = Wrong().Select((inputs, number) => $"  - name: n{number}\n    step: {inputs}\n").ToList();
        string[] plans = [string.Concat(whole.Where(step => !step.Contains(": *", StringComparison.Ordinal))),
            .. whole.Where(step => step.Contains(": *", StringComparison.Ordinal)),
            $"  - step: executeProgram\n    inputs: [{{ path: 'C:\\no\\setup.exe /password {Mark}-line' }}]\n"];

        foreach (var (steps, number) in plans.Select((steps, number) => (steps, number)))
        {
            var plan = Machine.Write($"plan-{number}.yml", $"version: 1\nsteps:\n{steps}");
            var run = await Machine.RunAsync(
                None, "run", "--simulate", "--state", Machine.State, "-c", plan, "--execute-scripts");
            await Machine.RunAsync(None, "validate", plan, "--json");
            Assert.NotEqual(0, run.ExitCode);
        }

        Assert.True(Machine.Findings.Count == 0, string.Join('\n', Machine.Findings));
    }

    [Fact]
    public async Task No_secret_in_a_wrong_place_of_user_data_is_repeated()
    {
        var wrong = Wrong().Select(inputs => $"version: 1.1\ntasks:\n- task: {inputs}\n").Concat([
            $"#cloud-config\nwrite_files:\n- {{ path: a, encoding: {Mark}-encoding, content: x }}\n",
            $"#cloud-config\nwrite_files:\n- {{ path: a, encoding: b64, content: '{Mark}-content!' }}\n",
            $"#cloud-config\nwrite_files:\n- {{ path: a, {Mark}-key: 1 }}\n",
            $"#cloud-config\nusers:\n- {{ name: a, passwd: [{Mark}-list] }}\n",
            $"#cloud-config\nusers:\n- {{ name: a, {Mark}-key: x }}\n",
            $"#cloud-config\nusers:\n- name: a\n  passwd: *{Mark}-alias\n",
            $"#cloud-config\nusers:\n- name: a\n  passwd: !{Mark}-tag x\n",
            $"#cloud-config\nusers:\n- name: a\n  passwd: @{Mark}-at\n",
            $"#cloud-config\nusers:\n- name: a\n  passwd: '{Mark}-open\n",
            $"#cloud-config\nusers:\n- name: a\n  passwd: \"{Mark}-escape\\q\"\n",
            $"#cloud-config\nusers:\n- name: a\n  passwd: %{Mark}-percent\n",
            $"#cloud-config\nusers:\n- name: a\n  passwd: a: {Mark}-colon\n",
            $"{Mark}-text without any form\n",
            $"<powershell>\necho {Mark}-unclosed\n",
            $"<powershell>\necho ok\n</powershell>\n{Mark}-beside\n",
            $"<powershell >\necho {Mark}-near\n</powershell>\n",
            $"<persist>{Mark}-flag</persist><powershell>\necho\n</powershell>\n",
            $"#!/bin/bash\nexport P={Mark}-shell\n",
            $"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n{Mark}-part\n--b--\n",
            $"{{\"version\":1.1,\"tasks\":[{{\"task\":\"executeScript\",\"inputs\":[{{\"type\":\"batch\",\"{Mark}-key\":1}}]}}]}}",
        ]).ToList();
        var plan = Machine.Write("plan.yml", "version: 1\nsteps:\n  - step: runUserData\n");
        var parts = wrong.Select(part => $"--=all=\nContent-Type: text/plain\n\n{part}\n");
        var file = Machine.Write("user-data.txt",
            $"Content-Type: multipart/mixed; boundary=\"=all=\"\nMIME-Version: 1.0\n\n{string.Concat(parts)}--=all=--\n");

        await Machine.RunAsync(None, "run", "--simulate", "--state", Machine.State, "-c", plan, "--user-data", file);
        var parsed = await Machine.RunAsync(None, "userdata", "parse", file);

        var told = Enumerable.Range(1, wrong.Count)
            .Where(part => !parsed.Output.Contains($"MIME part {part} ", StringComparison.Ordinal)).Select(part => wrong[part - 1]);
        Assert.True(Machine.Findings.Count == 0, string.Join('\n', Machine.Findings));
        Assert.Equal("", string.Join('\n', told)); // something is said of each
    }

    [Fact]
    public async Task No_secret_of_the_command_line_or_the_environment_is_repeated_or_handed_on()
    {
        var plan = Machine.Write(
            "plan.yml", "version: 1\nsteps:\n  - step: executeScript\n    inputs: [{ type: powershell, content: exit 0 }]\n");
        var environment = new Dictionary<string, string>
        {
            ["HTTPS_PROXY"] = $"http://agent:{Mark}-proxy@proxy.invalid:3128",
            ["http_proxy"] = $"http://agent:{Mark}-proxy@proxy.invalid:3128",
            ["ALL_PROXY"] = $"socks5://agent:{Mark}-proxy@proxy.invalid",
            ["DATABASE_PASSWORD"] = $"{Mark}-variable",
        };
        string[] simulated = ["--simulate", "--state", Machine.State];

        var run = await Machine.RunAsync(environment, ["run", .. simulated, "-c", plan, "--execute-scripts"]);
        await Machine.RunAsync(environment, ["doctor", .. simulated, "--json"]);
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        foreach (var endpoint in new[]
        {
            $"http://u:{Mark}-user@127.0.0.1/", $"socks5://u:{Mark}-scheme@127.0.0.1", $"u:{Mark}-bare@127.0.0.1",
            $"http://127.0.0.1/?token={Mark}-query", $"http://127.0.0.1/#{Mark}-fragment",
        })
        {
            await Machine.RunAsync(None, ["run", .. simulated, "--imds", endpoint]);
            await Machine.RunAsync(
                new Dictionary<string, string> { ["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = endpoint }, ["run", .. simulated]);
        }

        foreach (var input in new[]
        {
            $"password={Mark}-whole", $"password.dta={Mark}-key", $"{Mark}-key=1", $"{Mark}-bare",
            $"password.type={Mark}-type", $"password.data=[{Mark}-open", $"password.data.x={Mark}-deep",
        })
        {
            await Machine.RunAsync(None, ["run-step", "setAdminAccount", "--input", input, .. simulated]);
            await Machine.RunAsync(None, ["schedule", "--step", "setAdminAccount", "--input", input, .. simulated]);
        }

        foreach (var verb in new[] { "run-step", "schedule", "run", "status", "no-verb" })
        {
            await Machine.RunAsync(None, verb, "setAdminAccount", $"password.data={Mark}-without-option");
            await Machine.RunAsync(None, verb, $"--pasword={Mark}-option", "--json");
        }

        await Machine.RunAsync(None, ["run-step", "setAdminAccount", .. simulated,
            "-i", $"password.data={Mark}-P4ss!", "-i", $"password.data={Mark}-twice"]);
        await Machine.RunAsync(
            None, ["run-step", "setAdminAccount", .. simulated, "-i", "password=1", "-i", $"password.data={Mark}-both"]);

        Assert.True(Machine.Findings.Count == 0, string.Join('\n', Machine.Findings));
        Assert.True(Machine.HasRunScripts);
    }

    /// <summary>Steps with inputs in which a secret stands where none belongs.</summary>
    private static IEnumerable<string> Wrong() =>
    [
        $"setAdminAccount\n    inputs: {{ password: {Mark}-text }}",
        $"setAdminAccount\n    inputs: {{ password: {{ type: {Mark}-type }} }}",
        $"setAdminAccount\n    inputs: {{ password: {{ type: static, dta: {Mark}-key }} }}",
        $"setAdminAccount\n    inputs: {{ password: {{ '{Mark}-key': static }} }}",
        $"setAdminAccount\n    inputs: {{ password: {{ type: static, data: [{Mark}-list] }} }}",
        $"setAdminAccount\n    inputs: {{ password: {{ type: static, data: *{Mark}-alias }} }}",
        $"addUsers\n    inputs: {{ users: [{{ name: 'a/{Mark}-name', password: x }}] }}",
        $"addUsers\n    inputs: {{ users: [{{ name: a, enabled: {Mark}-flag }}] }}",
        $"addUsers\n    inputs: {{ users: ['a:{Mark}-text'] }}",
        $"addUsers\n    inputs: {{ users: [{{ name: a, passwd: {Mark}-key }}], authorizedKeys: [\"x\\n{Mark}-key\"] }}",
        $"executeScript\n    inputs: [{{ type: {Mark}-type, content: x }}]",
        $"executeScript\n    inputs: [{{ type: batch, content: x, runAs: {Mark}-account }}]",
        $"executeScript\n    inputs: [{{ type: batch, content: x, timeout: {Mark}-time }}]",
        $"executeScript\n    inputs: [{{ type: batch, content: x, frequency: {Mark}-frequency }}]",
        $"executeScript\n    inputs: [{{ type: batch, content: x, detach: {Mark}-flag }}]",
        $"executeScript\n    inputs: [{{ type: batch, '{Mark}-key': x, content: y }}]",
        $"executeScript\n    inputs: [{{ type: batch, content: [{Mark}-list] }}]",
        $"executeScript\n    inputs: [{Mark}-text]",
        $"executeScript\n    inputs: {{ scripts: {Mark}-text }}",
        $"executeScript\n    inputs: {{ scripts: [{{ type: batch, content: x }}], {Mark}-key: 1 }}",
        $"executeProgram\n    inputs: [{{ path: a, arguments: [\"x\\n{Mark}-line\"] }}]",
        $"executeProgram\n    inputs: [{{ path: a, arguments: {Mark}-text, x: y }}]",
        $"executeProgram\n    inputs: [{{ path: '\"C:\\a b\\setup.exe\" /p:{Mark}-path' }}]",
        $"executeProgram\n    inputs: [{{ path: a, runAs: {Mark}-account }}]",
        $"writeFile\n    inputs: [{{ destination: 'C:\\a', content: [{Mark}-list] }}]",
        $"writeFile\n    inputs: [{{ destination: 'C:\\a', '{Mark}-key': x, content: x }}]",
        $"writeFile\n    inputs: [{{ destination: 'C:\\a', content: x, frequency: {Mark}-frequency }}]",
        $"writeFile\n    inputs: [{Mark}-text]",
    ];
}
