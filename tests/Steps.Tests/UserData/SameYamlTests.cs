using System.Text;
using System.Text.Json;
using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Documents;
using OpenLaunch.Steps.Ec2LaunchV2;
using OpenLaunch.Steps.Scripts;
using OpenLaunch.Steps.UserData.Parsing;
using OpenLaunch.Steps.UserData.Parsing.Forms;
using OpenLaunch.Steps.WriteFile;

namespace OpenLaunch.Steps.Tests.UserData;

/// <summary>A task reads the same in a plan, in agent-config.yml and in user data: the same inputs, or wrong on the same lines.</summary>
public class SameYamlTests
{
    private static readonly string[] Inputs =
    [
        "~", "{}", "[]", "text", "7", "''", "{ unknown: 1 }", "{ '': 1 }", "{ ~: 1 }", "[{}]", "[[]]", "[~]", "[text]",
        "[{ type: batch, content: a }]", "[{ type: batch, content: a }, { type: powershell, content: b, runAs: admin }]",
        "[{ type: batch, content: a, check: b, timeout: 5m, detach: true, frequency: once }]", "[{ type: batch }]",
        "[{ type: batch, content: '' }]", "[{ type: Batch, content: a }]", "[{ type: batch, content: 7, runAs: root }]",
        "[{ type: batch, content: a, frequency: Once }]", "[{ type: batch, content: a, timeout: 5 }]",
        "[{ type: batch, content: a, detach: True }]", "[{ type: batch, content: a, detach: 'true' }]",
        "[{ type: batch, content: [a] }]", "[{ type: batch, content: a, content: b }]", "[{ type: batch, content: !!binary aGk= }]",
        "[{ type: batch, content: &c a, check: *c }]", "[{ type: powershell, content: a, arguments: [-NoProfile] }]",
        "{ scripts: [{ type: batch, content: a }] }", "{ scripts: [{ type: batch, content: a }], errorLines: 3 }",
        "{ scripts: [{ type: batch, content: a }], other: 3 }", "{ scripts: [] }", "{ scripts: ~ }",
        "[{ path: 'C:\\a.exe', arguments: [b, '1'], check: c, timeout: 5m, detach: true }]", "[{ path: 'a\"b' }]",
        "[{ path: a, arguments: b }]", "[{ path: a, arguments: [\"b\\nc\"] }]", "[{ path: a, runAs: admin }]",
        "{ programs: [{ path: a }], errorLines: 21 }", "[{ destination: 'C:\\a', content: b, frequency: once }]",
        "[{ destination: 'C:\\a', content: '' }]", "[{ destination: '', content: b }]", "[{ destination: a }]",
        "{ files: [{ destination: a, content: b }] }", "{ hostName: a }", "{ hostName: 007 }", "{ hostName: a_b }", "{ hostName: [a] }",
        "{ hostName: ~ }", "{ hostName: a, hostName: b }", "{ hostName: '{ipHex}', reboot: false }", "{ reboot: yes }",
        "{ password: { type: static, data: Ax1!longer } }", "{ password: { type: random, data: x } }", "{ password: random }",
        "{ users: [{ name: a }] }", "{ users: [{ name: a, passwd: b }] }", "{ users: [{ name: 'a/b' }] }", "{ users: [a] }",
        "{ groups: [{ name: g, members: [a] }] }", "{ authorizedKeys: [\"a\\nb\"] }", "!x y", "!!binary aGk=", "[{ initialize: all }]", "{ initialize: all }",
        "{ initialize: devices, devices: [{ device: xvdf, letter: d, name: Data, partition: gpt, wait: 2m, optional: true }] }",
        "{ initialize: devices, devices: [{ device: '\\dev\\nvme0n1', letter: 'D:' }] }", "{ initialize: devices }",
        "{ initialize: devices, devices: [{ letter: d }] }", "{ initialize: devices, devices: [{ device: sdf, force: maybe }] }",
        "{ letters: [{ label: Data, letter: d }] }", "{ letters: [{ label: Data, letter: d }, { label: Logs, letter: D }] }",
        "{ letters: [{ label: Data }] }", "[{ type: batch, runAs: admin, frequency: once, content: a }]",
        "[{ type: batch, runAs: root, frequency: once, content: a }]", "[{ type: batch, runAs: admin, frequency: once, contents: a }]",
        "[{ path: a, frequency: always, runAs: localSystem }]", "[{ path: a, frequency: never }]",
    ];

    /// <summary>All that EC2Launch v2 has, and all that we have beside; the names of what runs by itself stand in no file.</summary>
    public static TheoryData<string> Tasks =>
    [
        .. Ec2LaunchTask.All.Select(task => task.Name)
            .Union(BuiltInSteps.Catalogue.Definitions.Select(step => step.Name)).Where(name => name != "runUserData"),
        "noSuchTask", "",
    ];

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Reads_the_same_in_all_three_places(string task)
    {
        foreach (var inputs in Inputs.Append(null))
        {
            var plan = Plan($"steps:\n- step: '{task}'", inputs);
            Assert.Equal((inputs, plan), (inputs, UserData($"version: 1.1\ntasks:\n- task: '{task}'", inputs)));
            var stage = Ec2LaunchTask.Find(task) is { RunsByItself: false } known ? Stage(known) : "postReady";
            if (Ec2LaunchTask.Find(task) is not { RunsByItself: true } && stage is not null && LeftOutTask.Find(task) is null
                && HoldsWhatIsDemanded(task, inputs))
                Assert.Equal(
                    (inputs, plan),
                    (inputs, Plan($"version: 1.1\nconfig:\n- stage: {stage}\n  tasks:\n  - task: '{task}'", inputs, "    ")));
        }
    }

    /// <summary>agent-config.yml alone demands what EC2Launch v2 does: see AgentConfigInTheWildTests.</summary>
    private static bool HoldsWhatIsDemanded(string task, string? inputs) =>
        Ec2LaunchTask.Find(task) is not { RunsByItself: false, Frequency: null }
        || inputs?.StartsWith("[{", StringComparison.Ordinal) != true
        || (inputs.Contains("frequency:", StringComparison.Ordinal)
            && (task != "executeScript" || inputs.Contains("runAs:", StringComparison.Ordinal)));

    private static string? Stage(Ec2LaunchTask task) => task.Stages == Ec2LaunchStages.None ? null
        : AgentStageReader.NameOf(AgentPlan.Stages.First(stage => task.Stages.HasFlag(stage)));

    /// <summary>The bound inputs, or the lines that are wrong, counted from the one that names the task.</summary>
    private static string Plan(string head, string? inputs, string indent = "  ")
    {
        var reader = new ConfigurationReader(BuiltInSteps.Catalogue) { Dialects = BuiltInSteps.Dialects };
        var first = head.Count(c => c == '\n') + 1;
        try
        {
            var text = Text(head, inputs, indent);
            var plan = reader.Read(head.StartsWith("version", StringComparison.Ordinal) ? text : $"version: 1\n{text}", "test.yml").Plan;
            var name = head[(head.IndexOf('\'', StringComparison.Ordinal) + 1)..^1];
            return Bound([plan.Entries.Single(entry => entry.Definition.Name == name).Inputs]);
        }
        catch (ConfigurationException exception)
        {
            var shift = head.StartsWith("version", StringComparison.Ordinal) ? 0 : 1;
            return Wrong(exception.Errors.Select(error => error.Position.Line - first - shift));
        }
    }

    private static string UserData(string head, string? inputs)
    {
        var document = UserDataReader.Read(Encoding.UTF8.GetBytes(Text(head, inputs, "  ")), BuiltInSteps.Catalogue);
        var errors = document.Problems.Where(problem => problem.Severity == UserDataSeverity.Error).ToList();
        // A file that is no YAML is told of before what it says; of user data, parts may be worth having.
        var yaml = errors.Where(error => error.Message.StartsWith("The YAML is wrong", StringComparison.Ordinal)).ToList();
        return errors.Count > 0
            ? Wrong((yaml.Count > 0 ? yaml : errors).Select(problem => problem.Line - 3))
            : Bound(document.Tasks.Select(task => task.Inputs!));
    }

    private static string Text(string head, string? inputs, string indent) =>
        inputs is null ? head : $"{head}\n{indent}inputs: {inputs}";

    private static string Wrong(IEnumerable<int> lines) => $"wrong on {string.Join(", ", lines.Distinct().Order())}";

    private static string Bound(IEnumerable<object> inputs) => string.Join('\n', inputs.SelectMany(Items).Select(Json));

    private static IEnumerable<object> Items(object inputs) => inputs switch
    {
        ExecuteScriptInputs all => all.Scripts.Select(script => (object)(all.ErrorLines, Json(script))),
        ExecuteProgramInputs all => all.Programs.Select(program => (object)(all.ErrorLines, Json(program))),
        WriteFileInputs all => all.Files,
        _ => [inputs],
    };

    private static string Json(object item) => item as string ?? $"{item.GetType().Name} {JsonSerializer.Serialize(item, Options)}";

    private static readonly JsonSerializerOptions Options = new() { IncludeFields = true };
}
