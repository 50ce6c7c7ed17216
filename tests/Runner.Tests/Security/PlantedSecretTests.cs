using System.Runtime.Versioning;
using OpenLaunch.Steps.Simulation;
using static OpenLaunch.Runner.Tests.Security.PlantedMachine;

namespace OpenLaunch.Runner.Tests.Security;

/// <summary>
/// A secret in every input that may hold one, right and wrong, in steps that succeed and that fail; none of them is seen anywhere.
/// </summary>
[UnsupportedOSPlatform("windows")]
[EachProgram]
public sealed class PlantedSecretTests : PlantedTests
{
    // What a script prints goes to its own files; its text, check and environment are nobody's to see.
    private const string Script = $"echo {Mark}-printed; echo {Mark}-printed-too >&2; PASSWORD={Mark}-set sh -c 'sleep 0.05'";

    [Theory]
    [InlineData("exit 0", 0)]
    [InlineData("exit 7", 1)]
    public async Task No_secret_of_a_plan_is_seen(string end, int code)
    {
        var plan = Machine.Write("plan.yml", $$"""
            version: 1
            steps:
              - step: setAdminAccount
                inputs: { password: { type: static, data: '{{Mark}}-Adm1n!' } }
              - step: addUsers
                inputs:
                  users: [{ name: brian, fullName: B, password: '{{Mark}}-Us3r!' }]
              - step: executeScript
                inputs:
                  - type: powershell
                    check: "{{Script.Replace("\"", "\\\"", StringComparison.Ordinal)}}; exit 1"
                    content: |
                      {{Script}}
                      {{end}}
              - step: executeScript
                name: detached
                inputs: [{ type: powershell, detach: true, content: "{{Script}}; {{end}}" }]
              - step: executeProgram
                inputs: [{ path: sh, arguments: [-c, '{{end}}'] }]
              - step: executeProgram
                name: recorded
                when: { firstBoot: false }
                inputs: [{ path: 'C:\setup.exe', arguments: ['/password:{{Mark}}-argument'] }]
              - step: writeFile
                inputs: [{ destination: 'C:\app\settings.json', content: '{"key":"{{Mark}}-content"}' }]
              - step: notify
                inputs: { url: 'https://hooks.invalid/a?sig={{Mark}}-signature', attempts: 1 }
              - step: configureWinRm
                inputs: { basic: true }
              - step: setWallpaper
                inputs: { instanceTags: [Name] }
              - step: announceReady
            """);

        await SeeAsync(code, plan, null);

        Assert.True(Machine.HasRunScripts);
    }

    [Theory]
    [InlineData("exit 0", 0)]
    [InlineData("exit 7", 1)]
    public async Task No_secret_of_an_agent_configuration_is_seen(string end, int code)
    {
        var configuration = Machine.Write("agent-config.yml", $$"""
            version: 1.0
            config:
              - stage: preReady
                tasks:
                  - task: setAdminAccount
                    inputs: { password: { type: static, data: '{{Mark}}-Adm1n!' } }
                  - task: executeScript
                    inputs: [{ frequency: always, type: powershell, runAs: admin, content: "{{Script}}; {{end}}" }]
              - stage: postReady
                tasks:
                  - task: writeFile
                    inputs: [{ frequency: once, destination: 'C:\app\settings.json', content: '{{Mark}}-content' }]
            """);

        await SeeAsync(code, configuration, null);

        Assert.True(Machine.HasRunScripts);
    }

    [Fact]
    public async Task No_secret_that_is_only_named_is_seen()
    {
        var instance = FreshInstance.Read();
        instance.Instance.Secrets["/app/admin"] = $"{Mark}-Adm1n!";
        instance.Instance.Secrets["app"] = $$"""{"password":"{{Mark}}-Us3r!","other":"{{Mark}}-other"}""";
        instance.Instance.Secrets["/app/weak"] = Mark + new string('x', 200);
        var machineFile = Machine.Write("machine.yml", MachineFile.Format(instance));
        var plan = Machine.Write("plan.yml", """
            version: 1
            steps:
              - step: setAdminAccount
                inputs: { password: { type: static, data: { fromSsmParameter: /app/admin } } }
              - step: addUsers
                inputs: { users: [{ name: brian, password: { fromSecretsManager: app, key: password } }] }
              - step: addUsers
                name: noSuchKey
                inputs: { users: [{ name: a, password: { fromSecretsManager: app, key: Password } }] }
              - step: addUsers
                name: tooWeak
                inputs: { users: [{ name: b, password: { fromSsmParameter: /app/weak } }] }
              - step: notify
                inputs: { url: { fromSsmParameter: /app/weak } }
            """);

        var run = await Machine.RunAsync(
            None, "run", $"--simulate={machineFile}", "--state", Machine.State, "-c", plan, "--json");
        await SeeAsync(code: 1, plan, null);

        Assert.True(run.ExitCode == 1, run.Output + run.Error);
        using var report = RunReport.Of(run);
        Assert.Equal(
            ["done", "done", "failed", "failed", "failed"],
            new[] { "setAdminAccount", "addUsers", "noSuchKey", "tooWeak", "notify" }.Select(report.OutcomeOf));
    }

    public static TheoryData<string, string> Forms
    {
        get
        {
            const string tags = "<powershell>\n{SCRIPT}\n</powershell>\n<runAsLocalSystem>true</runAsLocalSystem>";
            const string tasks = """
                version: 1.1
                tasks:
                - task: executeScript
                  inputs: [{ type: powershell, frequency: always, content: "{SCRIPT}" }]
                - task: addUsers
                  inputs: { users: [{ name: brian, password: 'Pl4nt-Kq-Us3r!' }] }
                - task: writeFile
                  inputs: [{ destination: 'C:\a.txt', content: Pl4nt-Kq-content }]
                - task: setAdminAccount
                  inputs: { password: { type: static, data: 'Pl4nt-Kq-Adm1n!' } }
                """;
            const string cloud = """
                #cloud-config
                users:
                - { name: brian, passwd: 'Pl4nt-Kq-Us3r!', gecos: B }
                write_files:
                - { path: 'C:\a.txt', content: Pl4nt-Kq-content }
                chpasswd: { list: 'root:Pl4nt-Kq-left-out' }
                runcmd:
                - [net, use, 'Pl4nt-Kq-word']
                - net use Pl4nt-Kq-line
                """;
            const string mime = "Content-Type: multipart/mixed; boundary=\"=b=\"\nMIME-Version: 1.0\n\n--=b=\n"
                + "Content-Type: text/cloud-config\n\n" + cloud + "\n--=b=\nContent-Type: text/x-powershell\n\n{SCRIPT}\n--=b=--\n";
            var data = new TheoryData<string, string>();
            foreach (var (name, text) in new[]
            {
                ("tags", tags), ("tasks", tasks), ("cloud-config", cloud), ("MIME", mime), ("mark", "#ps1\n{SCRIPT}\n"),
            })
            {
                data.Add(name, text.Replace("{SCRIPT}", $"{Script}; exit 0", StringComparison.Ordinal));
                data.Add($"{name}, failing", text.Replace("{SCRIPT}", $"{Script}; exit 7", StringComparison.Ordinal));
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task No_secret_of_user_data_is_seen(string form, string userData)
    {
        var plan = Machine.Write("plan.yml", "version: 1\nsteps:\n  - step: runUserData\n  - step: announceReady\n");

        await SeeAsync(form.EndsWith("failing", StringComparison.Ordinal) ? 1 : null, plan, userData);
    }

    [Fact]
    public async Task No_secret_of_a_step_of_each_start_is_seen()
    {
        string[] state = ["--state", Machine.State], simulated = ["--simulate", .. state];

        var made = await Machine.RunAsync(None, ["schedule", .. simulated, "--step", "setAdminAccount",
            "-i", "password.type=static", "-i", $"password.data={Mark}-Adm1n!"]);
        await Machine.RunAsync(None, ["schedule", .. simulated, "--step", "executeScript",
            "-i", $"scripts=[{{type: powershell, content: 'echo {Mark}-printed'}}]"]);
        await Machine.RunAsync(None, ["schedule", .. simulated, "--step", "addUsers",
            "-i", $"users=[{{name: brian, password: '{Mark}-Us3r!'}}]", "--dry-run"]);
        var told = await Machine.RunAsync(None, ["schedule", .. simulated]);
        await Machine.RunAsync(None, ["schedule", .. simulated, "--json"]);
        await Machine.RunAsync(None, ["run", .. simulated, "--scheduled"]);
        await Machine.RunAsync(None, ["run", .. simulated, "--scheduled", "--dry-run", "--json"]);
        foreach (var verb in new[] { "status", "timeline" })
            await Machine.RunAsync(None, [verb, .. state, "--json"]);
        await Machine.RunAsync(None, ["doctor", .. simulated, "--json"]);
        await Machine.RunAsync(None, ["collect-logs", "logs.zip", .. simulated]);
        Machine.LookAtArchive("logs.zip");

        // It is kept for each start, where only administrators read.
        var seen = Machine.Findings.Where(finding => !finding.Contains(": schedule.json: ", StringComparison.Ordinal)).ToList();
        Assert.True(seen.Count == 0, string.Join('\n', seen));
        Assert.Equal((0, 0), (made.ExitCode, told.ExitCode));
        Assert.Contains("At each start too: setAdminAccount password=", told.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_password_is_seen_in_the_configuration_that_EC2Launch_prints()
    {
        var plan = Machine.Write("plan.yml", $$"""
            version: 1.0
            config:
              - stage: preReady
                tasks:
                  - task: setAdminAccount
                    inputs: { password: { type: static, data: '{{Mark}}-Adm1n!' } }
                  - task: setAdminAccount
                    inputs: { password: { type: static, dta: '{{Mark}}-key' } }
                  - task: addUsers
                    inputs: { users: [{ name: a, password: '{{Mark}}-Us3r!' }, { name: b, password: ['{{Mark}}-list'] }] }
                  - task: addUsers
                    inputs: { users: [{ name: a, Password: '{{Mark}}-Us3r!' }, { name: b, passwd: '{{Mark}}-other' }] }
                  - task: notify
                    inputs: { url: 'https://hooks.invalid/a?sig={{Mark}}-signature' }
            """);

        foreach (var form in new[] { "yaml", "json" })
        {
            await Machine.RunEc2LaunchAsync("get-agent-config", "--config", plan, "--format", form, "--state", Machine.State);
            await Machine.RunAsync(None, "get-agent-config", "--config", plan, "--format", form, "--state", Machine.State);
        }

        Assert.True(Machine.Findings.Count == 0, string.Join('\n', Machine.Findings));
    }

    /// <summary>Each verb that tells of a machine, on one whose inputs have secrets.</summary>
    private async Task SeeAsync(int? code, string plan, string? userData)
    {
        string[] simulated = ["--simulate", "--state", Machine.State, "-c", plan];
        if (userData is not null)
            simulated = [.. simulated, "--user-data", Machine.Write("user-data.txt", userData)];

        await Machine.RunAsync(None, ["run", .. simulated, "--dry-run", "--json"]);
        var run = await Machine.RunAsync(None, ["run", .. simulated, "--execute-scripts"]);
        await Machine.RunAsync(None, ["run", .. simulated, "--execute-scripts", "--force", "--json"]);
        await Machine.RunAsync(None, ["run", .. simulated, "--force"]); // recorded, not run
        await Machine.RunAsync(None, ["doctor", .. simulated]);
        await Machine.RunAsync(None, "validate", plan);
        foreach (var verb in new[] { "status", "timeline" })
        {
            await Machine.RunAsync(None, verb, "--state", Machine.State);
            await Machine.RunAsync(None, verb, "--state", Machine.State, "--json");
        }

        await Machine.RunAsync(None, "config", "show", plan);
        await Machine.RunAsync(None, "config", "show", plan, "--json");
        await Machine.RunAsync(None, ["collect-logs", "logs.zip", .. simulated]);
        Machine.LookAtArchive("logs.zip");
        await Machine.RunEc2LaunchAsync(["run", .. simulated]);
        await Machine.RunEc2LaunchAsync("validate", plan);
        await Machine.RunEc2LaunchAsync("status", "--state", Machine.State);
        if (userData is not null)
            await Machine.RunAsync(None, "userdata", "parse", Path.Combine(Machine.State, "..", "user-data.txt"));

        Assert.True(Machine.Findings.Count == 0, string.Join('\n', Machine.Findings));
        if (code is not null)
            Assert.True(code == run.ExitCode, run.Output + run.Error);
    }
}
