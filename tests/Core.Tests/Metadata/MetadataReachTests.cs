using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Core.Tests.Metadata;

public class MetadataReachTests
{
    private const string InstanceId = "meta-data/instance-id";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refused_connection_is_not_reachable_and_is_asked_again_when_the_server_is_there()
    {
        int port;
        await using (var gone = LoopbackMetadataServer.Start())
            port = gone.Port;
        using var client = new MetadataClient(
            Options.Brief(MetadataEndpoint.At(new Uri($"http://127.0.0.1:{port}"))), TimeProvider.System);

        var error = await Assert.ThrowsAsync<MetadataUnreachableException>(() => client.GetAsync(InstanceId, Cancelled));
        Assert.Equal(UnreachableCause.Refused, error.Cause);
        Assert.Contains($"not reachable at http://127.0.0.1:{port}", error.Message, StringComparison.Ordinal);
        Assert.Contains("refused", error.Message, StringComparison.Ordinal);

        await using var server = LoopbackMetadataServer.Start(port);
        Assert.Equal("i-0123456789abcdef0", await client.GetAsync(InstanceId, Cancelled));
    }

    [Fact]
    public async Task A_machine_without_a_route_is_told_to_add_one()
    {
        var routes = new Routes(0);
        using var client = new MetadataClient(
            Options.Brief(MetadataEndpoint.At(new Uri("http://169.254.169.254"))) with { Connect = routes.ConnectAsync },
            TimeProvider.System);

        var error = await Assert.ThrowsAsync<MetadataUnreachableException>(() => client.WaitAsync(null, Cancelled));

        Assert.Equal(UnreachableCause.NoRoute, error.Cause);
        Assert.Contains("no route to the address", error.Message, StringComparison.Ordinal);
        Assert.True(routes.Attempts.Count > 1);
    }

    [Fact]
    public async Task After_a_budget_spent_in_vain_a_request_is_one_attempt_until_the_service_answers_again()
    {
        await using var server = LoopbackMetadataServer.Start();
        server.Always("GET", InstanceId, Replies.Text("i-1", "Connection: close"));
        var routes = new Routes(server.Port);
        using var client = new MetadataClient(
            Options.Brief(MetadataEndpoint.At(new Uri("http://169.254.169.254"))) with { Connect = routes.ConnectAsync },
            TimeProvider.System);
        await Assert.ThrowsAsync<MetadataUnreachableException>(() => client.WaitAsync(null, Cancelled));

        routes.Attempts.Clear();
        await Assert.ThrowsAsync<MetadataUnreachableException>(() => client.GetAsync(InstanceId, Cancelled));
        await Assert.ThrowsAsync<MetadataUnreachableException>(() => client.WaitAsync(null, Cancelled));
        Assert.Equal(2, routes.Attempts.Count);

        routes.Open("169.254.169.254");
        Assert.Equal("i-1", await client.GetAsync(InstanceId, Cancelled));

        routes.Close();
        routes.Attempts.Clear();
        await Assert.ThrowsAsync<MetadataUnreachableException>(() => client.GetAsync("meta-data/ami-id", Cancelled));
        Assert.True(routes.Attempts.Count > 1, "a new loss is waited for again");
    }

    [Fact]
    public async Task A_value_that_never_comes_is_insisted_on_for_one_budget_and_a_tenth_though_others_answer()
    {
        await using var server = LoopbackMetadataServer.Start();
        server.Always("GET", InstanceId, Replies.Status(503));
        using var client = server.BriefClient();
        // One that insists takes all the time that is left to it, so that few can; how many attempts that is, is the machine's.
        for (var asked = 1; asked <= 5; asked++)
            await AttemptsOfOneAskAsync();

        for (var asked = 1; asked <= 5; asked++)
            Assert.Equal(1, await AttemptsOfOneAskAsync());

        async Task<int> AttemptsOfOneAskAsync()
        {
            var before = server.Count("GET", InstanceId);
            await Assert.ThrowsAnyAsync<MetadataException>(() => client.GetAsync(InstanceId, Cancelled));
            var after = server.Count("GET", InstanceId);
            Assert.Null(await client.GetAsync($"meta-data/other-{after}", Cancelled));
            return after - before;
        }
    }

    [Fact]
    public async Task A_wait_goes_on_until_the_route_is_there()
    {
        await using var server = LoopbackMetadataServer.Start();
        var routes = new Routes(server.Port);
        using var client = new MetadataClient(
            Options.Patient(MetadataEndpoint.Default) with { Connect = routes.ConnectAsync }, TimeProvider.System);

        var opens = new OpensAfter(3, routes);
        await client.WaitAsync(opens, Cancelled);

        Assert.Equal(MetadataProtocol.V2, client.Protocol);
    }

    [Fact]
    public async Task A_connection_that_leads_nowhere_does_not_hold_up_the_next_attempt()
    {
        await using var server = LoopbackMetadataServer.Start();
        var routes = new Routes(server.Port) { IsSilent = true };
        var options = Options.Patient(MetadataEndpoint.At(new Uri("http://169.254.169.254"))) with
        {
            Connect = routes.ConnectAsync,
            Timeout = TimeSpan.FromSeconds(4),
            AttemptTimeout = TimeSpan.FromMilliseconds(500),
        };
        using var client = new MetadataClient(options, TimeProvider.System);

        await client.WaitAsync(new OpensAfter(1, routes), Cancelled);

        Assert.Equal(MetadataProtocol.V2, client.Protocol);
    }

    [Fact]
    public async Task Two_addresses_that_both_lead_nowhere_are_a_time_out()
    {
        var routes = new Routes(0) { IsSilent = true };
        using var client = new MetadataClient(
            Options.Brief(MetadataEndpoint.Default) with { Connect = routes.ConnectAsync }, TimeProvider.System);

        var error = await Assert.ThrowsAsync<MetadataUnreachableException>(() => client.WaitAsync(null, Cancelled));

        Assert.Equal(UnreachableCause.TimedOut, error.Cause);
        Assert.Contains("http://169.254.169.254 (or http://[fd00:ec2::254])", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task IPv6_is_used_where_IPv4_fails_or_does_not_answer(bool silent)
    {
        await using var server = LoopbackMetadataServer.Start();
        var routes = new Routes(server.Port) { IsSilent = silent };
        routes.Open("fd00:ec2::254");
        using var client = new MetadataClient(
            Options.Patient(MetadataEndpoint.Default) with { Connect = routes.ConnectAsync }, TimeProvider.System);

        Assert.Equal("i-0123456789abcdef0", await client.GetAsync(InstanceId, Cancelled));
    }

    [Fact]
    public async Task IPv6_is_left_alone_where_IPv4_answers()
    {
        await using var server = LoopbackMetadataServer.Start();
        var routes = new Routes(server.Port);
        routes.Open("169.254.169.254");
        using var client = new MetadataClient(
            Options.Patient(MetadataEndpoint.Default) with { Connect = routes.ConnectAsync }, TimeProvider.System);

        await client.GetAsync(InstanceId, Cancelled);

        Assert.Equal(["169.254.169.254"], routes.Attempts);
    }

    [Fact]
    public async Task IPv6_is_never_tried_for_an_endpoint_that_was_named()
    {
        var routes = new Routes(0);
        routes.Open("fd00:ec2::254");
        using var client = new MetadataClient(
            Options.Brief(MetadataEndpoint.At(new Uri("http://169.254.169.254"))) with { Connect = routes.ConnectAsync },
            TimeProvider.System);

        await Assert.ThrowsAsync<MetadataUnreachableException>(() => client.WaitAsync(null, Cancelled));

        Assert.DoesNotContain("fd00:ec2::254", routes.Attempts);
    }

    [Fact]
    public async Task Metadata_that_the_environment_turned_off_is_never_asked()
    {
        await using var server = LoopbackMetadataServer.Start();
        var endpoint = MetadataEndpoint.Resolve(
            $"http://127.0.0.1:{server.Port}", name => name == MetadataEndpoint.DisabledVariable ? "true" : null);
        using var client = new MetadataClient(Options.Patient(endpoint), TimeProvider.System);
        client.Prefetch();

        var error = await Assert.ThrowsAsync<MetadataDisabledException>(() => client.WaitAsync(null, Cancelled));
        await Assert.ThrowsAsync<MetadataDisabledException>(() => client.GetAsync(InstanceId, Cancelled));
        await Assert.ThrowsAsync<MetadataDisabledException>(() => client.GetUserDataAsync(Cancelled));

        Assert.Contains(MetadataEndpoint.DisabledVariable, error.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    private sealed class OpensAfter(int failures, Routes routes) : IProgress<MetadataWaitProgress>
    {
        public void Report(MetadataWaitProgress value)
        {
            if (value.FailedAttempts == failures)
                routes.Open("169.254.169.254");
        }
    }
}
