using System.Text.Json;

namespace OpenLaunch.Runner.Tests;

/// <summary>The JSON that a run ends with, as somebody else's script reads it.</summary>
internal sealed class RunReport : IDisposable
{
    private readonly JsonDocument document;

    private RunReport(JsonDocument document) => this.document = document;

    public string Outcome => document.RootElement.GetProperty("outcome").GetString()!;

    public string? InstanceId => document.RootElement.GetProperty("instanceId").GetString();

    public IReadOnlyList<string> Names => [.. Steps.Select(step => step.GetProperty("name").GetString()!)];

    public IReadOnlyList<string> Changes => [.. Steps.SelectMany(
        step => step.GetProperty("changes").EnumerateArray().Select(change => change.GetString()!))];

    private IEnumerable<JsonElement> Steps => document.RootElement.GetProperty("steps").EnumerateArray();

    public static RunReport Of(ProcessResult result) => new(JsonDocument.Parse(result.Output));

    public string OutcomeOf(string name) => Find(name).GetProperty("outcome").GetString()!;

    public string? ReasonOf(string name) => Find(name).GetProperty("reason").GetString();

    public IReadOnlyList<string> ChangesOf(string name) =>
        [.. Find(name).GetProperty("changes").EnumerateArray().Select(change => change.GetString()!)];

    public void Dispose() => document.Dispose();

    private JsonElement Find(string name) => Steps.Single(step => step.GetProperty("name").GetString() == name);
}
