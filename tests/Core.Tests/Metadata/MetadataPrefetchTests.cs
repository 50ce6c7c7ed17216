using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Core.Tests.Metadata;

public class MetadataPrefetchTests
{
    private const string InstanceId = "meta-data/instance-id";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_prefetched_is_not_asked_for_again()
    {
        await using var server = LoopbackMetadataServer.Start();
        using var client = server.PatientClient();

        client.Prefetch();

        Assert.Equal("i-0123456789abcdef0", await client.GetAsync(InstanceId, Cancelled));
        await client.WaitAsync(null, Cancelled);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_prefetch_that_failed_costs_the_next_request_none_of_its_budget()
    {
        await using var server = LoopbackMetadataServer.Start();
        server.Script(
            "PUT", LoopbackMetadataServer.TokenPath, Replies.Status(503), Replies.Status(503), Replies.Status(503));
        using var client = server.PatientClient();

        client.Prefetch();

        Assert.Equal("i-0123456789abcdef0", await client.GetAsync(InstanceId, Cancelled));
        Assert.Equal(4, server.TokenRequests);
    }

    [Fact]
    public async Task A_prefetch_that_failed_leaves_no_unobserved_exception()
    {
        var unobserved = 0;
        void Note(object? sender, UnobservedTaskExceptionEventArgs args) => Interlocked.Increment(ref unobserved);
        TaskScheduler.UnobservedTaskException += Note;
        try
        {
            await PrefetchAndLeaveAsync();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Note;
        }

        Assert.Equal(0, unobserved);
    }

    private static async Task PrefetchAndLeaveAsync()
    {
        await using var server = LoopbackMetadataServer.Start();
        var asked = new TaskCompletionSource();
        server.Always("PUT", LoopbackMetadataServer.TokenPath, Replies.Signal(asked, Replies.Status(400)));
        using var client = server.PatientClient();
        client.Prefetch();
        await asked.Task.WaitAsync(Cancelled);
        await Assert.ThrowsAsync<MetadataFailedException>(() => client.WaitAsync(null, Cancelled));
    }
}
