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
    public async Task A_prefetch_is_one_attempt()
    {
        await using var server = LoopbackMetadataServer.Start();
        server.Script("PUT", LoopbackMetadataServer.TokenPath, Replies.Status(503), Replies.Status(400));
        using var client = server.PatientClient();

        client.Prefetch();

        // The second reply is the first that the wait itself gets.
        await Assert.ThrowsAsync<MetadataFailedException>(() => client.WaitAsync(null, Cancelled));
        Assert.Equal(2, server.TokenRequests);
    }

    [Fact]
    public async Task A_request_beside_a_prefetch_that_fails_is_tried_with_its_own_budget()
    {
        await using var server = LoopbackMetadataServer.Start();
        var asked = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        server.Script(
            "PUT",
            LoopbackMetadataServer.TokenPath,
            Replies.Signal(asked, Replies.After(release.Task, Replies.Status(503))),
            Replies.Status(503));
        using var client = server.PatientClient();

        client.Prefetch();
        await asked.Task.WaitAsync(Cancelled);
        var read = client.GetAsync(InstanceId, Cancelled);
        release.SetResult();

        Assert.Equal("i-0123456789abcdef0", await read);
        Assert.Equal(3, server.TokenRequests);
    }

    [Fact]
    public async Task A_failure_that_nobody_waits_for_any_more_is_not_an_unobserved_exception()
    {
        var unobserved = 0;
        void Note(object? sender, UnobservedTaskExceptionEventArgs args) =>
            unobserved += args.Exception.Flatten().InnerExceptions.Count(error => error is MetadataException);
        TaskScheduler.UnobservedTaskException += Note;
        try
        {
            await LeaveBeforeTheFailureAsync();
            for (var round = 0; round < 10; round++)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancelled);
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Note;
        }

        Assert.Equal(0, unobserved);
    }

    private static async Task LeaveBeforeTheFailureAsync()
    {
        await using var server = LoopbackMetadataServer.Start();
        var asked = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        server.Script("GET", InstanceId, Replies.Signal(asked, Replies.After(release.Task, Replies.Status(400))));
        using var client = server.PatientClient();
        using var impatient = new CancellationTokenSource();

        var left = client.GetAsync(InstanceId, impatient.Token);
        await asked.Task.WaitAsync(Cancelled);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);

        release.SetResult();
        // By the time these have their answers the failure has come in as well.
        await client.GetAsync("meta-data/a", Cancelled);
        await client.GetAsync("meta-data/b", Cancelled);
    }
}
