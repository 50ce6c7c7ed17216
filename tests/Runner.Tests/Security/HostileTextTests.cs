using System.IO.Compression;
using System.Runtime.Versioning;
using System.Text;
using System.Text.RegularExpressions;
using OpenLaunch.Runner.Tests.Extensions;

namespace OpenLaunch.Runner.Tests.Security;

/// <summary>
/// Whoever can say something to the agent can say sequences that a terminal obeys, lines that somebody else seems to have written, and
/// what turns the direction of writing. Said in every source, none of it is seen at any outlet.
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed partial class HostileTextTests : IDisposable
{
    // A title, a bell, a cleared screen, the one-byte form of CSI, next line, a turned direction, a line separator, a lone CR.
    private const string Hostile = "\u001b]0;own\u0007\u001b[2J\u009b5m\u0085\u202eevil\u2066\u2028\rown";

    /// <summary>The same for YAML, which takes it only escaped; and a zero, and a line end.</summary>
    private const string InYaml = "\"\\e]0;own\\a\\e[2J\\x9b5m\\x85\\u202eevil\\u2066\\u2028\\rown\\0\\n<b>own</b>\"";

    /// <summary>Short, and on one line, as some inputs must be.</summary>
    private const string Short = "\"\\e[2J\\a\\x9b5m\\u202eown\\u2066\"";

    private const string InJson = "\\u001b]0;own\\u0007\\u001b[2J\\u009b5m\\u0085\\u202eevil\\u2066\\u2028\\rown\\u0000\\n<b>own</b>";

    private static readonly Dictionary<string, string> None = [];

    private readonly PlantedMachine? machine = OperatingSystem.IsWindows() ? null : new();

    private PlantedMachine Machine
    {
        get
        {
            Assert.SkipUnless(OperatingSystem.IsLinux(), "the scripts are for sh");
            return machine!;
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => machine?.Dispose();

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

        await SeeAllAsync(plan, "--user-data", userData, "--execute-scripts");
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
            plan, agent, Machine.Write("raw.yml", $"version: 1\nsteps: [{{ step: '{Hostile}' }}]\n"),
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
        NothingIsFound();
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

        await SeeAllAsync(null, $"--simulate={file}");
    }

    [Theory]
    [InlineData("<powershell>\necho {H}\n</powershell>\n{H}\n<{H}>")]
    [InlineData("{H}")]
    [InlineData("#!/bin/{H}\n")]
    [InlineData("<powershell {H}>\n</powershell><persist>{H}</persist>")]
    [InlineData("version: 1.1\ntasks:\n- task: {Y}\n- task: executeScript\n  inputs: [{ type: {Y}, {Y}: {Y} }]\n")]
    [InlineData("version: 1.1\ntasks:\n- task: writeFile\n  inputs: [{ destination: {Y}, content: {Y} }]\n")]
    [InlineData("#cloud-config\n{Y}: {Y}\nhostname: {Y}\nwrite_files:\n- { path: {Y}, encoding: {Y}, content: a }\nusers: [{ name: {Y}, {Y}: 1 }]\n")]
    [InlineData("Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/{H}; charset=\"{H}\"\n"
        + "Content-Transfer-Encoding: {H}\nContent-Disposition: attachment; filename=\"{H}\"\n\na\n--b\n"
        + "Content-Type: text/x-{H}\n\na\n--b\nContent-Type: =?utf-8?Q?text/=1B[2J=07?=\n\na\n--b--\n")]
    public async Task What_user_data_says_moves_no_terminal(string form)
    {
        var text = form.Replace("{H}", Hostile, StringComparison.Ordinal).Replace("{Y}", InYaml, StringComparison.Ordinal);
        var file = Machine.Write("user-data.txt", text);
        await Machine.RunAsync(None, "userdata", "parse", file);
        await Machine.RunAsync(None, "userdata", "parse", file, "--json");

        await SeeAllAsync(null, "--user-data", file);
    }

    [Fact]
    public async Task What_command_line_environment_and_file_names_say_moves_no_terminal()
    {
        var file = Machine.Write($"{Hostile}.yml", "version: 1\nsteps: [{ step: addRoutes }]\n");
        var state = Path.Combine(Machine.Folder, $"state{Hostile}");
        var environment = new Dictionary<string, string> { ["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = Hostile };
        string[] simulated = ["--simulate", "--state", state];

        await Machine.RunAsync(None, ["run", .. simulated, "-c", file]);
        await Machine.RunAsync(environment, ["run", .. simulated]);
        await Machine.RunAsync(environment, ["doctor", .. simulated]);
        await Machine.RunAsync(None, "validate", file);
        foreach (var verb in new[] { "status", "timeline", "reset" })
            await Machine.RunAsync(None, verb, "--state", state);
        await Machine.RunAsync(None, ["run", .. simulated, "--only", Hostile]);
        await Machine.RunAsync(None, ["run", .. simulated, "--imds", Hostile]);
        await Machine.RunAsync(None, ["run", .. simulated, "--console", Path.Combine("/dev/null", Hostile)]);
        await Machine.RunAsync(None, ["run", .. simulated, $"--{Hostile}", "--json"]);
        await Machine.RunAsync(None, ["run-step", Hostile, .. simulated]);
        await Machine.RunAsync(None, ["run-step", "setHostName", .. simulated, "--input", $"{Hostile}={Hostile}"]);
        await Machine.RunAsync(None, ["run-step", "writeFile", .. simulated, "--input", $"destination={Hostile}"]);
        await Machine.RunAsync(None, "explain", Hostile);
        await Machine.RunAsync(None, "timeline", "--run", Hostile, "--state", Machine.State);
        await Machine.RunAsync(None, "userdata", "parse", Path.Combine(Machine.Folder, Hostile));
        await Machine.RunAsync(None, "init", Path.Combine(Machine.Folder, $"plan{Hostile}"));
        await Machine.RunAsync(None, ["collect-logs", Path.Combine(Machine.Folder, $"logs{Hostile}.zip"), .. simulated]);
        await Machine.RunAsync(None, Hostile);

        NothingIsFound();
    }

    [Fact]
    public async Task What_others_left_in_the_state_folder_moves_no_terminal()
    {
        await Machine.RunAsync(None, "run", "--simulate", "--state", Machine.State);
        Machine.LooksAtFiles = false; // they are what is hostile here
        var journal = Path.Combine(Machine.State, "journal.ndjson");
        var lines = await File.ReadAllLinesAsync(journal, Token);
        foreach (var hostile in new[]
        {
            // Every text that the journal holds, its keys and numbers aside; as the first and only record of its run, too.
            lines.Select(line => Texts().Replace(line, $"$1$2{InJson}\"")),
            lines.Append($"{{\"{InJson}\":1}}").Append(Hostile),
            lines.Append($$"""{"schema":2,"kind":"run","run":"{{InJson}}","time":"2026-11-27T10:00:00Z","entries":["{{InJson}}"],"verb":"{{InJson}}"}"""),
            lines.Append($$"""{"schema":2,"kind":"refused","run":"{{InJson}}","time":"2026-11-27T10:00:00Z","reasons":["{{InJson}}"],"verb":"{{InJson}}"}"""),
        })
        {
            foreach (var name in new[] { "run.holder", "schedule.json", "replaced-agents.json", "settled", ".run-once", "log/status.json" })
                await File.WriteAllTextAsync(Path.Combine(Machine.State, name), $"process 1 {Hostile}\n", Token);
            Directory.CreateDirectory(Path.Combine(Machine.State, "log", "userdata"));
            await File.WriteAllTextAsync(Path.Combine(Machine.State, "log", "userdata", $"{Hostile}-result.txt"), "7", Token);
            await File.WriteAllTextAsync(Path.Combine(Machine.State, "log", $"{Hostile}.log"), $"{Hostile}\n", Token);
            await File.WriteAllLinesAsync(journal, hostile, Token);
            await SeeReportsAsync();
        }

        NothingIsFound();
    }

    [Fact]
    public async Task What_an_extension_says_moves_no_terminal()
    {
        using var folder = new ExtensionFolder();
        const string text = "\"\\u001b]0;own\\u0007\\u001b[2J\\u009b5m\\u0085\\u202eevil\\u2066\\u2028\\rown\\u0000\"";
        await folder.CompileAsync("Hostile", $$"""
            public sealed record HostileInputs
            {
                [System.ComponentModel.Description({{text}})] public string Name { get; init; } = {{text}};
            }

            [Step("hostile", {{text}})]
            public sealed class HostileStep : Step<HostileInputs>
            {
                public override async Task<StepOutcome> RunAsync(HostileInputs inputs, StepContext context, CancellationToken ct)
                {
                    Console.WriteLine({{text}});
                    Console.Error.Write({{text}});
                    Console.Error.Write((object){{text}});
                    foreach (var c in {{text}})
                        Console.Out.Write(c);
                    context.Console.WriteLine(ConsoleTopic.Progress, {{text}});
                    context.Report({{text}});
                    await context.ChangeAsync({{text}}, _ => Task.CompletedTask, ct);
                    throw new InvalidOperationException({{text}}, new IOException({{text}}));
                }
            }
            """);
        folder.Configure(["Hostile.dll"], "  - step: hostile");

        await SeeAllAsync(folder.ConfigurationPath);
        await Machine.RunAsync(None, "steps", "-c", folder.ConfigurationPath);
        await Machine.RunAsync(None, "steps", "--markdown", "-c", folder.ConfigurationPath);
        await Machine.RunAsync(None, "explain", "hostile", "-c", folder.ConfigurationPath);
        NothingIsFound();

        foreach (var command in new[] { "run --simulate", "timeline" })
        {
            var (_, screen) = await PseudoTerminal.TypeRawAsync(
                "C.UTF-8", [command, "--state", Machine.State, .. command == "timeline" ? Array.Empty<string>() : ["-c", folder.ConfigurationPath]]);
            Assert.Contains("\u001b[", screen, StringComparison.Ordinal); // it is drawn, and in colours
            Machine.Look($"{command} on a terminal", Encoding.UTF8.GetBytes(Drawn().Replace(screen, "")));
        }

        NothingIsFound();
    }

    /// <summary>Each verb that tells of a machine, on one that runs a plan.</summary>
    private async Task SeeAllAsync(string? plan, params string[] more)
    {
        string[] run = ["--state", Machine.State, .. plan is null ? Array.Empty<string>() : ["-c", plan],
            .. more.Any(word => word.StartsWith("--simulate", StringComparison.Ordinal)) ? more : ["--simulate", .. more]];
        await Machine.RunAsync(None, ["run", .. run]);
        await Machine.RunAsync(None, ["run", .. run, "--force", "--json"]);
        await Machine.RunAsync(None, ["run", .. run, "--force", "--verbose", "--dry-run"]);
        await Machine.RunAsync(None, ["run", .. run, "--force", "--verbose"]);
        await SeeReportsAsync();
        NothingIsFound();
    }

    private async Task SeeReportsAsync()
    {
        string[] state = ["--state", Machine.State], simulated = ["--simulate", .. state];
        foreach (var verb in new[] { "status", "timeline" })
        {
            await Machine.RunAsync(None, [verb, .. state]);
            await Machine.RunAsync(None, [verb, .. state, "--json"]);
        }

        foreach (var verb in new[] { "doctor", "list-volumes" })
        {
            await Machine.RunAsync(None, [verb, .. simulated, .. verb == "doctor" ? new[] { "--all" } : []]);
            await Machine.RunAsync(None, [verb, .. simulated, "--json"]);
        }

        await Machine.RunAsync(None, ["timeline", "--blame", .. state]);
        await Machine.RunAsync(None, ["timeline", .. state, "--html", "p.html", "--otlp", "o.json", "--cloud-init", "c.json"]);
        await Machine.RunAsync(None, ["timeline", .. state, "--html", "-", "--otlp", "-"]);
        foreach (var file in new[] { "p.html", "o.json", "c.json" }.Select(name => Path.Combine(Machine.Folder, name)).Where(File.Exists))
        {
            var content = await File.ReadAllBytesAsync(file, Token);
            Machine.Look(Path.GetFileName(file), content);
            Assert.DoesNotContain("<b>own", Encoding.UTF8.GetString(content), StringComparison.Ordinal);
        }

        await Machine.RunAsync(None, ["collect-logs", "logs.zip", .. simulated, "--include-user-data"]);
        using var archive = ZipFile.OpenRead(Path.Combine(Machine.Folder, "logs.zip"));
        foreach (var part in archive.Entries)
        {
            using var content = new MemoryStream();
            using (var stream = part.Open())
                stream.CopyTo(content);
            Machine.Look("a name in the archive", Encoding.UTF8.GetBytes(part.FullName));
            Machine.Look($"{part.FullName} of the archive", content.ToArray());
        }
    }

    private void NothingIsFound() => Assert.True(Machine.Findings.Count == 0, string.Join('\n', Machine.Findings.Distinct()));

    /// <summary>A value of the journal that is text and no time, and neither kind nor outcome.</summary>
    [GeneratedRegex("(\"(?!kind|time|outcome)[a-zA-Z]+\":\")[^\"]*\"|(?<=[\\[,])(\")[^\":]*\"(?=[,\\]])")]
    private static partial Regex Texts();

    /// <summary>What .NET and the terminal library draw with: the keypad's mode, colours, moves within the list of steps.</summary>
    [GeneratedRegex(@"\e\[[0-9;?]*[mhlAK]|\e=|\r")]
    private static partial Regex Drawn();
}
