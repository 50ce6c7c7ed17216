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
    public async Task All_that_is_expected_is_asked_for_at_once_when_the_token_is_there()
    {
        await using var server = LoopbackMetadataServer.Start();
        string[] paths = [InstanceId, "meta-data/a", "meta-data/b", "user-data"];
        var asked = paths.Select(_ => new TaskCompletionSource()).ToList();
        foreach (var (index, path) in paths.Index())
            server.Always("GET", path, Replies.Signal(asked[index], Replies.After(Task.WhenAll(asked.Select(s => s.Task)), Replies.Text(path))));
        using var client = server.PatientClient();

        client.Prefetch(paths);

        foreach (var path in paths)
            Assert.Equal(path, await client.GetAsync(path, Cancelled));
        Assert.Equal(paths.Length + 1, server.Requests.Count);
    }

    [Fact]
    public async Task What_could_not_be_asked_ahead_is_asked_for_at_once_when_a_later_request_brings_the_token()
    {
        await using var server = LoopbackMetadataServer.Start();
        server.With("meta-data/a", "a");
        server.Script("PUT", LoopbackMetadataServer.TokenPath, Replies.Status(503));
        using var client = server.PatientClient();

        client.Prefetch([InstanceId, "meta-data/a"]);
        await client.WaitAsync(null, Cancelled);

        while (server.Requests.Count < 4)
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancelled);
        Assert.Equal("a", await client.GetAsync("meta-data/a", Cancelled));
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task A_value_that_failed_when_it_was_asked_for_ahead_is_tried_with_a_budget_of_its_own()
    {
        await using var server = LoopbackMetadataServer.Start();
        server.With("meta-data/a", "a");
        var asked = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        server.Script(
            "GET", "meta-data/a", Replies.Signal(asked, Replies.After(release.Task, Replies.Status(503))), Replies.Status(503));
        using var client = server.PatientClient();

        client.Prefetch(["meta-data/a"]);
        await asked.Task.WaitAsync(Cancelled);
        var read = client.GetAsync("meta-data/a", Cancelled);
        release.SetResult();

        Assert.Equal("a", await read);
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task Limits_that_come_after_the_prefetch_began_hold_for_all_later_requests()
    {
        await using var server = LoopbackMetadataServer.Start();
        server.Always("PUT", LoopbackMetadataServer.TokenPath, Replies.Status(404));
        server.Always("GET", InstanceId, Replies.Text("i-0123456789abcdef0"));
        using var client = server.PatientClient();

        client.Prefetch();
        client.Limit(TimeSpan.FromSeconds(10), allowsV1: true);

        Assert.Equal("i-0123456789abcdef0", await client.GetAsync(InstanceId, Cancelled));
        Assert.Equal(MetadataProtocol.V1, client.Protocol);
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
