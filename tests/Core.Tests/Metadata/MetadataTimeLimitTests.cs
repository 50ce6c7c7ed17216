using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Core.Tests.Metadata;

public class MetadataTimeLimitTests
{
    private const string InstanceId = "meta-data/instance-id";
    private const string TokenPath = LoopbackMetadataServer.TokenPath;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_body_that_drips_fails_by_that_name()
    {
        await using var server = LoopbackMetadataServer.Start();
        server.Always("GET", InstanceId, Replies.Drip);
        using var client = server.BriefClient();

        var error = await Assert.ThrowsAsync<MetadataFailedException>(() => client.GetAsync(InstanceId, Cancelled));

        Assert.Contains("did not end within 0.3 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_accepts_and_never_answers_is_not_reachable()
    {
        await using var server = LoopbackMetadataServer.Start();
        server.Always("PUT", TokenPath, Replies.Silence);
        using var client = server.BriefClient();

        var error = await Assert.ThrowsAsync<MetadataUnreachableException>(() => client.GetAsync(InstanceId, Cancelled));

        Assert.Equal(UnreachableCause.TimedOut, error.Cause);
        Assert.Contains("no answer within 0.3 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_single_silent_attempt_is_tried_again()
    {
        await using var server = LoopbackMetadataServer.Start();
        server.Script("PUT", TokenPath, Replies.Silence);
        using var client = new MetadataClient(
            Options.Patient(server.Endpoint) with { AttemptTimeout = TimeSpan.FromSeconds(1) }, TimeProvider.System);

        Assert.Equal("i-0123456789abcdef0", await client.GetAsync(InstanceId, Cancelled));
    }

    [Fact]
    public async Task User_data_has_a_time_limit_of_its_own()
    {
        await using var server = LoopbackMetadataServer.Start();
        var later = Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, Cancelled);
        server.Always("GET", "user-data", Replies.After(later, Replies.Text("x")));
        using var client = new MetadataClient(
            Options.Patient(server.Endpoint) with { AttemptTimeout = TimeSpan.FromMilliseconds(300) }, TimeProvider.System);

        Assert.Equal("x"u8.ToArray(), await client.GetUserDataAsync(Cancelled));
        Assert.Equal(1, server.Count("GET", "user-data"));
    }
}
