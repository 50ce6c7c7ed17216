using System.Text.Json;

namespace OpenLaunch.Windows.Tests.Wine;

/// <summary>What <c>openlaunch run --json</c> gave.</summary>
internal sealed class WineRun
{
    private readonly ProcessResult process;

    public WineRun(ProcessResult process)
    {
        this.process = process;
        Assert.True(process.Output.StartsWith('{'), process.ToString());
        Json = JsonElement.Parse(process.Output);
    }

    public int ExitCode => process.ExitCode;

    public JsonElement Json { get; }

    public string OutcomeOf(string name) => Step(name).Text("outcome")!;

    public string ReasonOf(string name) => Step(name).Text("reason") ?? "";

    public IEnumerable<string> ChangesOf(string name) =>
        Step(name).GetProperty("changes").EnumerateArray().Select(change => change.GetString()!);

    public override string ToString() => process.ToString();

    private JsonElement Step(string name) =>
        Json.GetProperty("steps").EnumerateArray().Single(step => step.Text("name") == name);
}
