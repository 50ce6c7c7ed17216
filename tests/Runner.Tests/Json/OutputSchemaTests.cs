using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using OpenLaunch.Runner.Commands;
using OpenLaunch.Runner.Tests.Timeline;

namespace OpenLaunch.Runner.Tests.Json;

/// <summary>What verbs print with <c>--json</c> is what the committed schemas say, no key more.</summary>
[EachProgram]
public sealed class OutputSchemaTests : IDisposable
{
    private readonly StateFolder state = new();

    public static TheoryData<string> Verbs => [.. OutputSchema.Verbs];

    /// <summary>Verb, exit code, and the rest of the command line, with the state folder where {0} stands.</summary>
    public static TheoryData<string, int, string> Calls => new()
    {
        { "run", 0, "run --simulate --json --state {0}" },
        { "run", 0, "run --simulate --dry-run --json --state {0}" },
        { "run", 78, "run --simulate --json --state {0} -c {0}/bad.yml" },
        { "run", 64, "run --json --only nothing --simulate --state {0}" },
        { "run-step", 0, "run-step addRoutes --simulate --json --state {0}" },
        { "run-task", 0, "run-task add-routes --simulate --json --state {0}" },
        { "repair", 0, "repair --simulate --json --state {0}" },
        { "status", 5, "status --json --state {0}" },
        { "timeline", 0, "timeline --json --state {0}" },
        { "doctor", 1, "doctor --simulate --json --state {0}" },
        { "list-volumes", 0, "list-volumes --simulate --json --state {0}" },
        { "steps", 0, "steps --json" },
        { "validate", 0, "validate --json" },
        { "validate", 78, "validate {0}/bad.yml --json" },
        { "validate", 64, "validate {0}/missing.yml --json" },
        { "config show", 0, "config show --json --state {0}" },
        { "config show", 0, "config show {0}/agent-config.yml --json" },
        { "config show", 78, "config show {0}/bad.yml --json" },
        { "migrate", 0, "migrate --check --json --from {0}/agent-config.yml" },
        { "migrate", 64, "migrate --json --from {0}/missing.yml" },
        { "userdata parse", 0, "userdata parse {0}/script.txt --json" },
        { "schedule", 0, "schedule --simulate --json --state {0}" },
    };

    public void Dispose() => state.Dispose();

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task The_schema_of_a_verb_is_the_committed_one(string verb)
    {
        var printed = await OpenLaunchProcess.RunAsync("schema", "--of", verb);

        Assert.Equal(0, printed.ExitCode);
        Assert.Equal(await CommittedAsync(verb), printed.Output.ReplaceLineEndings("\n"));
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task What_a_verb_prints_is_as_its_schema_says(string verb, int code, string line)
    {
        await File.WriteAllTextAsync(state.At("bad.yml"), "version: 1\nsteps: 3\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            state.At("script.txt"), "<script>echo 1</script>\n<persist>true</persist>", TestContext.Current.CancellationToken);

        await File.WriteAllTextAsync(
            state.At("agent-config.yml"), "version: 1.1\nconfig: [{ stage: postReady, tasks: [{ task: startSsm }] }]\n",
            TestContext.Current.CancellationToken);
        if (verb == "timeline")
            JournalOfTest.OfBoot().WriteTo(state);

        var result = await OpenLaunchProcess.RunAsync([.. line.Split(' ').Select(word => string.Format(null, word, state.Path))]);

        Assert.Equal(code, result.ExitCode);
        var schema = JsonNode.Parse(await CommittedAsync(verb))!;
        Close(schema);
        using var document = JsonDocument.Parse(result.Output);
        var verdict = JsonSchema.FromText(schema.ToJsonString())
            .Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        Assert.True(verdict.IsValid, $"{result.Output}\n{JsonSerializer.Serialize(verdict)}");
    }

    /// <summary>The schemas leave room for later keys; what is printed today has none that they do not name.</summary>
    private static void Close(JsonNode? node)
    {
        if (node is JsonObject schema && schema.ContainsKey("properties"))
            schema["additionalProperties"] = false;
        foreach (var child in node switch
        {
            JsonObject map => map.Select(entry => entry.Value),
            JsonArray list => list,
            _ => [],
        })
        {
            Close(child);
        }
    }

    private static Task<string> CommittedAsync(string verb) => File.ReadAllTextAsync(
        Repository.File("config", "json", $"{verb.Replace(' ', '-')}.schema.json"), TestContext.Current.CancellationToken);
}
