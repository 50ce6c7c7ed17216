using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace OpenLaunch.Runner.Tests.Deploy;

/// <summary>A call of an AWS API that a document makes.</summary>
internal sealed record ApiCall(
    string Name, string Service, string Api, JsonNode Parameters, IReadOnlyList<string> Selectors, IReadOnlyList<string> Desired)
{
    private static readonly string[] OwnInputs = [nameof(Service), nameof(Api), "PropertySelector", "DesiredValues"];

    /// <summary>The call of a runbook's step, with <paramref name="value"/> in the place of what is known only when it runs.</summary>
    public static ApiCall OfStep(YamlMappingNode step, Func<string, string> value)
    {
        var inputs = DeployDocument.Map(step, "inputs");
        var all = (JsonObject)Json(inputs, value)!;
        List<string> selectors = [.. all["PropertySelector"] is { } property ? [(string)property!] : Array.Empty<string>()];
        if (step.Children.TryGetValue(new YamlScalarNode("outputs"), out var outputs))
            selectors.AddRange(((YamlSequenceNode)outputs).Select(output => DeployDocument.Scalar(output, "Selector")!));
        List<string> desired = [.. all["DesiredValues"] is JsonArray values ? values.Select(one => (string)one!) : []];
        var (service, api) = ((string)all[nameof(Service)]!, (string)all[nameof(Api)]!);
        foreach (var own in OwnInputs)
            all.Remove(own);
        return new(DeployDocument.Scalar(step, "name")!, service, api, all, selectors, desired);
    }

    /// <summary>What the models of the AWS CLI find wrong; skips the test where they are not, unless the run must have them.</summary>
    public static async Task<string> FaultsAsync(IEnumerable<ApiCall> calls)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The models of the AWS CLI are looked for on Linux.");
        var token = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo("env", ["python3", Repository.File("tests", "Runner.Tests", "Deploy", "api_calls.py")])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(JsonSerializer.Serialize(calls.ToList(), JsonSerializerOptions.Web));
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(token), process.StandardError.ReadToEndAsync(token));
        await process.WaitForExitAsync(token);
        Assert.SkipWhen(
            process.ExitCode != 0 && (process.ExitCode == 127
                || (await error).Contains("No module named 'botocore'", StringComparison.Ordinal))
            && Environment.GetEnvironmentVariable("OPENLAUNCH_REQUIRE_BOTOCORE") is null,
            "botocore is not installed (Debian package python3-botocore).");
        Assert.True(process.ExitCode == 0, await error);
        return await output;
    }

    /// <summary>A node as JSON, all scalars as text.</summary>
    public static JsonNode? Json(YamlNode node, Func<string, string> value) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(pair =>
            KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Json(pair.Value, value)))),
        YamlSequenceNode list => new JsonArray([.. list.Select(item => Json(item, value))]),
        _ => JsonValue.Create(value(((YamlScalarNode)node).Value!)),
    };
}
