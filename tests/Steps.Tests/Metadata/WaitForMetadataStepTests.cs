using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Steps.Metadata;
using OpenLaunch.Steps.Tests.Engine;

namespace OpenLaunch.Steps.Tests.Metadata;

public class WaitForMetadataStepTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Says_that_it_waits_and_that_metadata_is_there()
    {
        var context = TestStepContext.Create(new ChangeScope());

        Assert.Same(StepOutcome.Done, await new WaitForMetadataStep().RunAsync(new(), context, Cancel));
        Assert.Equal(
            ["Message: Waiting for meta-data accessibility...", "Message: Meta-data is now available."], context.Printed.Texts);
        Assert.Empty(context.Changes);
    }

    [Fact]
    public async Task Says_every_two_minutes_that_it_still_waits()
    {
        var context = TestStepContext.Create(
            new ChangeScope(), new MetadataAfter([.. Enumerable.Range(1, 50).Select(i => TimeSpan.FromSeconds(5 * i))]));

        await new WaitForMetadataStep().RunAsync(new(), context, Cancel);

        Assert.Equal(2, context.Printed.Texts.Count(text => text == "Message: Still waiting for meta-data accessibility..."));
        Assert.Equal("still waiting for metadata after 24 attempts: no route to the address", context.Reports[0]);
    }

    [Fact]
    public async Task Is_skipped_with_the_reason_where_metadata_is_disabled()
    {
        using var metadata = TestMetadata.Disabled();
        var context = TestStepContext.Create(new ChangeScope(), metadata);

        var outcome = await new WaitForMetadataStep().RunAsync(new(), context, Cancel);

        var reason = Assert.IsType<StepOutcome.SkippedOutcome>(outcome).Reason;
        Assert.Contains("AWS_EC2_METADATA_DISABLED", reason, StringComparison.Ordinal);
        Assert.Equal("Message: Metadata is not available for this instance.", context.Printed.Texts.Last());
    }

    [Fact]
    public async Task Fails_when_the_service_does_not_answer_in_time()
    {
        using var metadata = TestMetadata.Unreachable();
        var context = TestStepContext.Create(new ChangeScope(), metadata);

        await Assert.ThrowsAsync<MetadataUnreachableException>(() => new WaitForMetadataStep().RunAsync(new(), context, Cancel));
        Assert.Equal("Message: Timed out waiting for access to metadata.", context.Printed.Texts.Last());
    }

    [Fact]
    public async Task Is_skipped_in_a_dry_run_when_the_routes_that_it_needs_were_not_changed()
    {
        using var metadata = TestMetadata.Unreachable();
        var context = TestStepContext.Create(new ChangeScope(), metadata, dryRun: true);

        var outcome = await new WaitForMetadataStep().RunAsync(new(), context, Cancel);

        Assert.StartsWith(
            "the metadata service does not answer, and this is a dry run, which changes no route: ",
            Assert.IsType<StepOutcome.SkippedOutcome>(outcome).Reason, StringComparison.Ordinal);
    }

    /// <summary>Fails an attempt at each of the times, then answers.</summary>
    private sealed class MetadataAfter(TimeSpan[] failures) : IMetadataClient
    {
        public MetadataProtocol Protocol => MetadataProtocol.V2;

        public Task WaitAsync(IProgress<MetadataWaitProgress>? progress, CancellationToken cancellationToken)
        {
            for (var i = 0; i < failures.Length; i++)
                progress?.Report(new(i + 1, failures[i], "no route to the address"));
            return Task.CompletedTask;
        }

        public Task<string?> GetAsync(string path, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

        public Task<byte[]?> GetUserDataAsync(CancellationToken cancellationToken) => Task.FromResult<byte[]?>(null);
    }
}
