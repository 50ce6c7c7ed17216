using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Core.Tests.Metadata;

namespace OpenLaunch.Core.Tests.Engine;

/// <summary>The condition on a tag, over HTTP.</summary>
public sealed class Tags : IDisposable
{
    private readonly EngineBench bench = new();

    public void Dispose() => bench.Dispose();

    [Theory]
    [InlineData("aws:autoscaling:groupName", "aws:autoscaling:groupName")]
    [InlineData("team@web", "team@web")]
    [InlineData("a+b=c,d", "a+b=c,d")]
    [InlineData("Cost Centre", "Cost%20Centre")]
    public async Task A_key_with_any_character_that_EC2_allows_is_asked_for(string key, string asked)
    {
        await using var server = LoopbackMetadataServer.Start().With($"meta-data/tags/instance/{asked}", "web");
        using var client = server.PatientClient();

        var result = await RunAsync(client, key);

        Assert.Equal("done", result.Steps[0].Outcome.Word);
    }

    [Fact]
    public async Task A_key_that_metadata_cannot_have_fails_its_entry_and_no_other()
    {
        await using var server = LoopbackMetadataServer.Start();
        using var client = server.PatientClient();

        var result = await RunAsync(client, "a/../../b");

        Assert.Equal(["failed", "done"], result.Steps.Select(step => step.Outcome.Word));
        Assert.StartsWith("its conditions cannot be checked: ", result.Steps[0].Outcome.Explanation, StringComparison.Ordinal);
    }

    private async Task<RunResult> RunAsync(MetadataClient client, string key)
    {
        bench.RealMetadata = client;
        return await bench.RunAsync(
            ScriptedStep.Entry("tagged", StepOutcome.Done) with
            {
                When = new RunConditions { Tag = new Dictionary<string, string> { [key] = "web" } },
            },
            ScriptedStep.Entry("ready", StepOutcome.Done));
    }
}
