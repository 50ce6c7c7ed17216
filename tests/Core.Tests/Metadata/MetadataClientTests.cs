using System.Diagnostics;
using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Core.Tests.Metadata;

public class MetadataClientTests
{
    private const string InstanceId = "meta-data/instance-id";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reads_a_value_with_a_session_token_of_six_hours()
    {
        await using var server = LoopbackMetadataServer.Start();
        using var client = server.PatientClient();
        using var trace = new Activity("boot").Start();

        Assert.Equal("i-0123456789abcdef0", await client.GetAsync(InstanceId, Cancelled));

        Assert.Equal(MetadataProtocol.V2, client.Protocol);
        var (put, get) = (server.Requests.First(), server.Requests.Last());
        Assert.Equal("21600", put.Header("X-aws-ec2-metadata-token-ttl-seconds"));
        Assert.Equal("token-1", get.Header("X-aws-ec2-metadata-token"));
        Assert.All([put, get], request => Assert.Null(request.Header("traceparent")));
    }

    [Fact]
    public async Task Sends_nothing_before_the_first_request()
    {
        await using var server = LoopbackMetadataServer.Start();
        using var client = server.PatientClient();

        Assert.Equal(MetadataProtocol.Unknown, client.Protocol);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task An_absent_value_is_null_and_never_the_page_that_says_so()
    {
        await using var server = LoopbackMetadataServer.Start();
        using var client = server.PatientClient();

        Assert.Null(await client.GetAsync("meta-data/public-keys/0/openssh-key", Cancelled));
        Assert.Null(await client.GetUserDataAsync(Cancelled));
        Assert.Null(await client.GetAsync("meta-data/public-keys/0/openssh-key", Cancelled));

        Assert.Equal(1, server.Count("GET", "meta-data/public-keys/0/openssh-key"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("line one\nline two\r\n")]
    [InlineData(" Größe ")]
    [InlineData("<not-a-page/>")]
    public async Task A_value_comes_exactly_as_sent(string value)
    {
        await using var server = LoopbackMetadataServer.Start().With("meta-data/tags/instance/Any", value);
        using var client = server.PatientClient();

        Assert.Equal(value, await client.GetAsync("meta-data/tags/instance/Any", Cancelled));
    }

    [Fact]
    public async Task User_data_comes_with_every_byte_intact_and_each_caller_has_its_own_copy()
    {
        var bytes = Enumerable.Range(0, 64 * 1024).Select(i => (byte)(i * 7)).ToArray();
        await using var server = LoopbackMetadataServer.Start().With("user-data", bytes);
        using var client = server.PatientClient();

        var first = await client.GetUserDataAsync(Cancelled);
        Assert.Equal(bytes, first);
        first![0] ^= 0xFF;

        Assert.Equal(bytes, await client.GetUserDataAsync(Cancelled));
        Assert.Equal(1, server.Count("GET", "user-data"));
    }

    [Fact]
    public async Task User_data_in_tags_is_no_web_page_even_from_a_server_that_calls_it_one()
    {
        await using var server = LoopbackMetadataServer.Start();
        server.Always("GET", "user-data", Replies.Text("<powershell>exit</powershell>", "Content-Type: text/html"));
        using var client = server.PatientClient();

        Assert.Equal("<powershell>exit</powershell>"u8.ToArray(), await client.GetUserDataAsync(Cancelled));
    }

    [Fact]
    public async Task Concurrent_callers_cause_one_token_and_one_request_a_path()
    {
        await using var server = LoopbackMetadataServer.Start().With("meta-data/ami-id", "ami-1").With("user-data", "x");
        using var client = server.PatientClient();

        var ids = Enumerable.Range(0, 20).Select(_ => client.GetAsync(InstanceId, Cancelled)).ToList();
        var images = Enumerable.Range(0, 20).Select(_ => client.GetAsync("meta-data/ami-id", Cancelled)).ToList();
        var data = Enumerable.Range(0, 20).Select(_ => client.GetUserDataAsync(Cancelled)).ToList();

        Assert.All(await Task.WhenAll(ids), id => Assert.Equal("i-0123456789abcdef0", id));
        Assert.All(await Task.WhenAll(images), image => Assert.Equal("ami-1", image));
        Assert.All(await Task.WhenAll(data), body => Assert.Equal("x"u8.ToArray(), body));
        Assert.Equal(1, server.TokenRequests);
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task Independent_paths_are_read_at_the_same_time()
    {
        await using var server = LoopbackMetadataServer.Start();
        var otherArrived = new TaskCompletionSource();
        server.Script("GET", InstanceId, Replies.After(otherArrived.Task, Replies.Text("i-1")));
        server.Script("GET", "meta-data/ami-id", Replies.Signal(otherArrived, Replies.Text("ami-1")));
        using var client = server.PatientClient();

        var id = client.GetAsync(InstanceId, Cancelled);
        var image = client.GetAsync("meta-data/ami-id", Cancelled);

        Assert.Equal("i-1", await id);
        Assert.Equal("ami-1", await image);
    }

    [Fact]
    public async Task A_caller_that_leaves_does_not_take_the_answer_from_the_others()
    {
        await using var server = LoopbackMetadataServer.Start();
        var asked = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        server.Script("GET", InstanceId, Replies.Signal(asked, Replies.After(release.Task, Replies.Text("i-1"))));
        using var client = server.PatientClient();
        using var impatient = new CancellationTokenSource();

        var left = client.GetAsync(InstanceId, impatient.Token);
        var stayed = client.GetAsync(InstanceId, Cancelled);
        await asked.Task;
        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        release.SetResult();
        Assert.Equal("i-1", await stayed);
        Assert.Equal(1, server.Count("GET", InstanceId));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/meta-data/ami-id")]
    [InlineData("meta-data/../api/token")]
    [InlineData("meta-data/%2e%2e/api")]
    [InlineData("meta-data?x=1")]
    [InlineData("meta-data\r\nX: y")]
    public async Task A_path_that_leads_elsewhere_is_refused(string path)
    {
        using var client = new MetadataClient(new MetadataOptions(), TimeProvider.System);

        await Assert.ThrowsAsync<ArgumentException>(() => client.GetAsync(path, Cancelled));
    }
}
