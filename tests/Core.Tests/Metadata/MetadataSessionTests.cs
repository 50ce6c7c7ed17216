using Microsoft.Extensions.Time.Testing;
using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Core.Tests.Metadata;

public class MetadataSessionTests
{
    private const string InstanceId = "meta-data/instance-id";
    private const string TokenPath = LoopbackMetadataServer.TokenPath;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_is_kept_until_shortly_before_it_expires_and_then_renewed()
    {
        await using var server = LoopbackMetadataServer.Start();
        var time = new FakeTimeProvider();
        using var client = new MetadataClient(Options.Patient(server.Endpoint), time);

        await client.GetAsync("meta-data/a", Cancelled);
        time.Advance(TimeSpan.FromHours(5.9));
        await client.GetAsync("meta-data/b", Cancelled);
        Assert.Equal(1, server.TokenRequests);

        time.Advance(TimeSpan.FromHours(0.0999));
        await client.GetAsync("meta-data/c", Cancelled);
        Assert.Equal(2, server.TokenRequests);
        Assert.Equal(0, server.Requests.Count(request => request.Header("X-aws-ec2-metadata-token") == "token-0"));
    }

    [Fact]
    public async Task A_token_that_the_service_grants_for_less_time_is_renewed_sooner()
    {
        await using var server = LoopbackMetadataServer.Start();
        server.Script("PUT", TokenPath, Replies.Text("token-0", "X-aws-ec2-metadata-token-ttl-seconds: 100"));
        var time = new FakeTimeProvider();
        using var client = new MetadataClient(Options.Patient(server.Endpoint), time);

        await client.GetAsync("meta-data/a", Cancelled);
        time.Advance(TimeSpan.FromSeconds(95));
        await client.GetAsync("meta-data/b", Cancelled);

        Assert.Equal(2, server.TokenRequests);
    }

    [Fact]
    public async Task A_token_that_expired_mid_run_is_renewed_once_for_all_readers()
    {
        await using var server = LoopbackMetadataServer.Start();
        using var client = server.PatientClient();
        await client.WaitAsync(null, Cancelled);

        server.ExpireTokens();
        var values = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => client.GetAsync($"meta-data/{i}", Cancelled)));

        Assert.All(values, Assert.Null);
        Assert.Equal(2, server.TokenRequests);
    }

    [Fact]
    public async Task Two_401_in_a_row_fail_without_a_third_try()
    {
        await using var server = LoopbackMetadataServer.Start();
        server.Always("GET", InstanceId, Replies.Status(401));
        using var client = server.PatientClient();

        var error = await Assert.ThrowsAsync<MetadataFailedException>(() => client.GetAsync(InstanceId, Cancelled));

        Assert.Contains("401", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, server.TokenRequests);
        Assert.Equal(2, server.Count("GET", InstanceId));
    }

    [Fact]
    public async Task A_403_on_the_token_means_disabled_and_is_not_tried_again()
    {
        await using var server = LoopbackMetadataServer.Start();
        server.Always("PUT", TokenPath, Replies.Status(403));
        using var client = server.PatientClient();

        var error = await Assert.ThrowsAsync<MetadataDisabledException>(() => client.WaitAsync(null, Cancelled));

        Assert.StartsWith("metadata is disabled for this instance", error.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(501)]
    public async Task A_service_that_knows_no_tokens_is_read_by_version_1_where_that_is_allowed(int status)
    {
        await using var server = LoopbackMetadataServer.Start();
        server.Always("PUT", TokenPath, Replies.Status(status));
        server.Always("GET", InstanceId, Replies.Text("i-1"));
        using var client = new MetadataClient(Options.Patient(server.Endpoint) with { AllowV1 = true }, TimeProvider.System);

        await client.WaitAsync(null, Cancelled);
        Assert.Equal("i-1", await client.GetAsync(InstanceId, Cancelled));

        Assert.Equal(MetadataProtocol.V1, client.Protocol);
        Assert.Equal(1, server.TokenRequests);
        Assert.Null(server.Requests.Last().Header("X-aws-ec2-metadata-token"));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(501)]
    public async Task A_service_that_knows_no_tokens_fails_where_version_1_is_not_allowed(int status)
    {
        await using var server = LoopbackMetadataServer.Start();
        server.Always("PUT", TokenPath, Replies.Status(status));
        server.Always("GET", InstanceId, Replies.Text("i-1"));
        using var client = server.PatientClient();

        var error = await Assert.ThrowsAsync<MetadataFailedException>(() => client.GetAsync(InstanceId, Cancelled));

        Assert.Contains("metadata.allowV1: true", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{status}", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, server.Count("GET", InstanceId));
    }

    [Fact]
    public async Task Version_1_is_not_used_when_it_is_allowed_but_tokens_are_given()
    {
        await using var server = LoopbackMetadataServer.Start();
        using var client = new MetadataClient(Options.Patient(server.Endpoint) with { AllowV1 = true }, TimeProvider.System);

        await client.GetAsync(InstanceId, Cancelled);

        Assert.Equal(MetadataProtocol.V2, client.Protocol);
    }

    [Theory]
    [InlineData("secret token")]
    [InlineData("secret\r\nX-Injected: yes")]
    [InlineData("secret\n")]
    [InlineData("secretö")]
    [InlineData("secret\0")]
    public async Task A_token_with_odd_characters_fails_and_is_never_shown(string token)
    {
        await using var server = LoopbackMetadataServer.Start();
        server.Always("PUT", TokenPath, Replies.Text(token));
        using var client = server.PatientClient();

        var error = await Assert.ThrowsAsync<MetadataFailedException>(() => client.GetAsync(InstanceId, Cancelled));

        Assert.Contains("characters that no token has", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task An_empty_token_fails()
    {
        await using var server = LoopbackMetadataServer.Start();
        server.Always("PUT", TokenPath, Replies.Text(""));
        using var client = server.PatientClient();

        var error = await Assert.ThrowsAsync<MetadataFailedException>(() => client.WaitAsync(null, Cancelled));

        Assert.Contains("the token is empty", error.Message, StringComparison.Ordinal);
    }
}
