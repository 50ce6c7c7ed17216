using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Core.Tests.Metadata;

public class MetadataRetryTests
{
    private const string InstanceId = "meta-data/instance-id";
    private const string TokenPath = LoopbackMetadataServer.TokenPath;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_passing_fault_is_tried_again_on_the_token_and_on_a_value(int status)
    {
        await using var server = LoopbackMetadataServer.Start();
        server.Script("PUT", TokenPath, Replies.Status(status), Replies.Status(status));
        server.Script("GET", InstanceId, Replies.Status(status), Replies.Status(status), Replies.Status(status));
        using var client = server.PatientClient();

        Assert.Equal("i-0123456789abcdef0", await client.GetAsync(InstanceId, Cancelled));

        Assert.Equal(3, server.TokenRequests);
        Assert.Equal(4, server.Count("GET", InstanceId));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_fault_that_does_not_pass_fails_when_the_budget_is_spent(int status)
    {
        await using var server = LoopbackMetadataServer.Start();
        server.Always("GET", InstanceId, Replies.Status(status));
        using var client = server.BriefClient();
        await client.WaitAsync(null, Cancelled);

        var error = await Assert.ThrowsAsync<MetadataFailedException>(() => client.GetAsync(InstanceId, Cancelled));

        Assert.Contains($"{status}", error.Message, StringComparison.Ordinal);
        // The end of the budget may cut the last request off before or after the server has counted it.
        var counted = server.Count("GET", InstanceId);
        Assert.Matches($@"\b({counted - 1}|{counted}|{counted + 1}) attempts", error.Message);
        Assert.True(counted > 1);
    }

    public static TheoryData<string> Cuts =>
    [
        "HTTP/1.1 200 OK\r\nContent-Length: 19\r\n\r\ni-01",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n13\r\ni-01",
        "HTTP/1.1 200 OK\r\nContent-Le",
        "HTTP/1.1 200",
        "",
    ];

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task An_answer_that_is_cut_short_is_tried_again(string bytes)
    {
        await using var server = LoopbackMetadataServer.Start();
        server.Script("GET", InstanceId, Replies.Raw(bytes), Replies.Raw(bytes));
        using var client = server.PatientClient();

        Assert.Equal("i-0123456789abcdef0", await client.GetAsync(InstanceId, Cancelled));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 19\r\n\r\ni-01")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    public async Task An_answer_that_is_always_cut_short_fails_by_that_name(string bytes)
    {
        await using var server = LoopbackMetadataServer.Start();
        server.Always("GET", InstanceId, Replies.Raw(bytes));
        using var client = server.BriefClient();

        var error = await Assert.ThrowsAsync<MetadataFailedException>(() => client.GetAsync(InstanceId, Cancelled));

        Assert.Contains("cut short", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retry_After_sets_the_wait_before_the_next_attempt()
    {
        await using var server = LoopbackMetadataServer.Start();
        server.Script("GET", InstanceId, Replies.Status(429, "", "Retry-After: 7"));
        var time = new HastyTime();
        using var client = new MetadataClient(new MetadataOptions { Endpoint = server.Endpoint, Timeout = HastyTime.Hour }, time);

        Assert.Equal("i-0123456789abcdef0", await client.GetAsync(InstanceId, Cancelled));

        Assert.Contains(TimeSpan.FromSeconds(7), time.Waits);
        Assert.Equal(2, server.Count("GET", InstanceId));
    }

    [Fact]
    public async Task Retry_After_never_reaches_past_the_budget()
    {
        await using var server = LoopbackMetadataServer.Start();
        server.Always("GET", InstanceId, Replies.Status(503, "", "Retry-After: 36000"));
        using var client = server.BriefClient();

        var error = await Assert.ThrowsAsync<MetadataFailedException>(() => client.GetAsync(InstanceId, Cancelled));

        Assert.Contains("503", error.Message, StringComparison.Ordinal);
        Assert.True(server.Count("GET", InstanceId) > 1, "one last attempt fits before the end of the budget");
    }

    [Fact]
    public async Task A_failure_is_not_kept()
    {
        await using var server = LoopbackMetadataServer.Start();
        server.Script("GET", InstanceId, Replies.Status(400));
        using var client = server.PatientClient();

        await Assert.ThrowsAsync<MetadataFailedException>(() => client.GetAsync(InstanceId, Cancelled));

        Assert.Equal("i-0123456789abcdef0", await client.GetAsync(InstanceId, Cancelled));
    }

    [Fact]
    public async Task A_wait_tells_of_each_failed_attempt()
    {
        await using var server = LoopbackMetadataServer.Start();
        server.Script("PUT", TokenPath, Replies.Status(503), Replies.Status(500));
        using var client = server.PatientClient();
        var seen = new Seen();

        await client.WaitAsync(seen, Cancelled);

        Assert.Equal([1, 2], seen.Reports.Select(report => report.FailedAttempts));
        Assert.Contains("503", seen.Reports[0].LastFailure, StringComparison.Ordinal);
        Assert.Contains("500", seen.Reports[1].LastFailure, StringComparison.Ordinal);
    }

    private sealed class Seen : IProgress<MetadataWaitProgress>
    {
        public List<MetadataWaitProgress> Reports { get; } = [];

        public void Report(MetadataWaitProgress value) => Reports.Add(value);
    }
}
