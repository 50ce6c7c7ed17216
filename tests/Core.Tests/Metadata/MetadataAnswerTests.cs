using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Core.Tests.Metadata;

public class MetadataAnswerTests
{
    private const string InstanceId = "meta-data/instance-id";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("<!DOCTYPE html><html>Log in</html>", "text/plain")]
    [InlineData("\n <HTML><body>Log in</body>", "application/octet-stream")]
    [InlineData("<h1>Log in</h1>", "text/html; charset=utf-8")]
    public async Task A_web_page_with_200_is_no_value(string page, string type)
    {
        await using var server = LoopbackMetadataServer.Start();
        server.Always("GET", InstanceId, Replies.Text(page, "Content-Type: " + type));
        using var client = server.PatientClient();

        var error = await FailsOnceAsync(server, client);

        Assert.Contains("a web page", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Log in", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_web_page_is_no_token_and_no_user_data_either()
    {
        await using var server = LoopbackMetadataServer.Start();
        server.Always("GET", "user-data", Replies.Text("<!doctype html>Log in"));
        using var client = server.PatientClient();
        var data = await Assert.ThrowsAsync<MetadataFailedException>(() => client.GetUserDataAsync(Cancelled));

        server.Always("PUT", LoopbackMetadataServer.TokenPath, Replies.Text("<html>Log in</html>"));
        using var other = server.PatientClient();
        var token = await Assert.ThrowsAsync<MetadataFailedException>(() => other.WaitAsync(null, Cancelled));

        Assert.Contains("a web page", data.Message, StringComparison.Ordinal);
        Assert.Contains("a web page", token.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var server = LoopbackMetadataServer.Start().With("meta-data/elsewhere", "i-evil");
        server.Always("GET", InstanceId, Replies.Status(302, "", "Location: /latest/meta-data/elsewhere"));
        using var client = server.PatientClient();

        var error = await FailsOnceAsync(server, client);

        Assert.Contains("302", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, server.Count("GET", "meta-data/elsewhere"));
    }

    [Theory]
    [InlineData(204)]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(501)]
    public async Task A_status_that_no_retry_can_mend_fails_at_once(int status)
    {
        await using var server = LoopbackMetadataServer.Start();
        server.Always("GET", InstanceId, Replies.Status(status));
        using var client = server.PatientClient();

        var error = await FailsOnceAsync(server, client);

        Assert.Contains($"{status}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_declares_too_much_is_refused_before_it_is_read()
    {
        await using var server = LoopbackMetadataServer.Start();
        server.Always("GET", InstanceId, Replies.Raw("HTTP/1.1 200 OK\r\nContent-Length: 10000000\r\n\r\nabc"));
        using var client = server.PatientClient();

        var error = await FailsOnceAsync(server, client);

        Assert.Contains("larger than 64 KiB", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_without_end_is_refused_at_the_limit()
    {
        await using var server = LoopbackMetadataServer.Start();
        server.Always("GET", "user-data", Replies.Flood);
        using var client = server.PatientClient();

        var error = await Assert.ThrowsAsync<MetadataFailedException>(() => client.GetUserDataAsync(Cancelled));

        Assert.Contains("larger than 64 KiB", error.Message, StringComparison.Ordinal);
        Assert.Contains("EC2 gives an instance at most 16 KiB of user data. Compress it with gzip, or", error.Message,
            StringComparison.Ordinal);
        Assert.Contains("'#include'", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, server.Count("GET", "user-data"));
    }

    [Theory]
    [InlineData(64 * 1024, true)]
    [InlineData((64 * 1024) + 1, false)]
    public async Task A_body_of_unknown_length_is_taken_up_to_the_limit_and_not_a_byte_more(int length, bool isTaken)
    {
        await using var server = LoopbackMetadataServer.Start();
        server.Always("GET", "user-data", Replies.Raw("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + new string('x', length)));
        using var client = server.PatientClient();

        var answer = client.GetUserDataAsync(Cancelled);

        if (isTaken)
            Assert.Equal(length, (await answer)!.Length);
        else
            await Assert.ThrowsAsync<MetadataFailedException>(() => answer);
    }

    [Fact]
    public async Task Headers_without_end_are_refused()
    {
        await using var server = LoopbackMetadataServer.Start();
        server.Always("GET", InstanceId, Replies.Text("i-1", "X-Long: " + new string('x', 100_000)));
        using var client = server.PatientClient();

        var error = await FailsOnceAsync(server, client);

        Assert.Contains("headers are too long", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_is_not_text_fails()
    {
        await using var server = LoopbackMetadataServer.Start().With(InstanceId, [0x69, 0xFF, 0xFE]);
        using var client = server.PatientClient();

        var error = await FailsOnceAsync(server, client);

        Assert.Contains("not UTF-8 text", error.Message, StringComparison.Ordinal);
    }

    private static async Task<MetadataFailedException> FailsOnceAsync(LoopbackMetadataServer server, MetadataClient client)
    {
        var error = await Assert.ThrowsAsync<MetadataFailedException>(() => client.GetAsync(InstanceId, Cancelled));
        Assert.Equal(1, server.Count("GET", InstanceId));
        Assert.Contains($"http://127.0.0.1:{server.Port} is reachable but failing", error.Message, StringComparison.Ordinal);
        Assert.Contains(InstanceId, error.Message, StringComparison.Ordinal);
        return error;
    }
}
