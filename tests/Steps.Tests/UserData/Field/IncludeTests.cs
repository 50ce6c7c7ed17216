using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Aws;
using OpenLaunch.Steps.Http;
using OpenLaunch.Steps.Tests.Aws;
using OpenLaunch.Steps.Tests.Engine;
using OpenLaunch.Steps.UserData;

namespace OpenLaunch.Steps.Tests.UserData.Field;

/// <summary>User data of more than 16 KiB: fetched over TLS from this machine, and run only when it is what was meant.</summary>
public sealed class IncludeTests : IDisposable
{
    private const string Script = "<script>echo included</script>";

    private readonly UserDataBench bench = new();
    private readonly TlsServer server = new();

    public void Dispose()
    {
        server.Dispose();
        bench.Dispose();
    }

    [Fact]
    public async Task Runs_what_the_address_gives_when_its_hash_is_right()
    {
        server.Answer(Script);
        var (outcome, context) = await RunAsync($"#include\n{server.Url}/a?X-Signature=PLANTED sha256={HashOf(Script)}\n");
        Assert.Equal(StepOutcome.Done, outcome);
        Assert.Equal(["run the batch script 1 of 1 as LocalSystem"], context.Changes);
        Assert.DoesNotContain("PLANTED", string.Join('\n', context.Log.Lines.Concat(context.Reports)), StringComparison.Ordinal);
        Assert.DoesNotContain(bench.Kept.Values, value => value.Contains("PLANTED", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Puts_the_included_tasks_in_the_place_of_their_task_and_keeps_the_file_for_the_next_boot()
    {
        server.Answer("version: 1.1\ntasks:\n- task: executeScript\n  inputs: [{ frequency: always, type: batch, content: two }]\n");
        var userData = "version: 1.1\ntasks:\n- task: executeScript\n  inputs: [{ frequency: always, type: powershell, content: one }]\n"
            + $"- task: include\n  inputs: {{ url: '{server.Url}/b', sha256: {server.Hash} }}\n";
        Assert.Equal(
            ["run the PowerShell script 1 of 2 as LocalSystem", "run the batch script 2 of 2 as LocalSystem"],
            (await RunAsync(userData)).Context.Changes);

        server.Status = "500 No";
        Assert.Equal(2, (await RunAsync(userData)).Context.Changes.Count);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task A_file_that_was_exchanged_does_not_run()
    {
        server.Answer("<script>echo other</script>");
        var (outcome, context) = await RunAsync($"#include\n{server.Url}/a sha256={HashOf(Script)}\n");
        Assert.Contains("is not the file that was meant", Failure(outcome), StringComparison.Ordinal);
        Assert.Empty(context.Changes);
    }

    [Fact]
    public async Task A_file_that_is_not_there_fails_by_its_place_and_costs_no_other_task()
    {
        server.Status = "404 Not Found";
        var (outcome, context) = await RunAsync(
            $"version: 1.1\ntasks:\n- task: include\n  inputs: {{ url: '{server.Url}/c', sha256: {HashOf(Script)} }}\n"
            + "- task: executeScript\n  inputs: [{ frequency: once, type: batch, content: two }]\n");
        Assert.Contains($"{server.Url}/c cannot be fetched: it answers 404 Not Found", Failure(outcome), StringComparison.Ordinal);
        Assert.Single(context.Changes);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task A_file_without_end_is_not_read_to_its_end()
    {
        server.Answer(new string('a', IncludedFiles.MostBytes + 1));
        var (outcome, _) = await RunAsync($"#include\n{server.Url}/a sha256={server.Hash}\n");
        Assert.Contains("more than 1048576 bytes", Failure(outcome), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_away_from_TLS_is_not_followed()
    {
        server.Status = $"302 Found\r\nLocation: http://127.0.0.1:1/x";
        var (outcome, _) = await RunAsync($"#include\n{server.Url}/a sha256={HashOf(Script)}\n");
        Assert.Contains("it answers 302", Failure(outcome), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_may_not_include_another()
    {
        server.Answer($"#include\n{server.Url}/b sha256={HashOf(Script)}\n");
        var (outcome, _) = await RunAsync($"#include\n{server.Url}/a sha256={server.Hash}\n");
        Assert.Contains("includes a file itself", Failure(outcome), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_the_machine_does_not_trust_is_not_believed()
    {
        server.Answer(Script);
        var time = new ImpatientTime();
        var (outcome, context) = await bench.RunAsync(
            new TestMetadata { UserData = $"#include\n{server.Url}/a sha256={HashOf(Script)}\n" }, time: time);
        Assert.Contains("cannot be fetched", Failure(outcome), StringComparison.Ordinal);
        Assert.Equal(3, context.Reports.Count(report => report.StartsWith("fetching ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("s3://my.bucket-1/boot/strap.txt", "/my.bucket-1/boot/strap.txt")]
    [InlineData("s3://b-1/a%20b+ü.txt", "/b-1/a%20b%2B%C3%BC.txt")]
    public async Task An_object_of_S3_is_asked_with_the_role_of_the_instance(string address, string path)
    {
        using var bucket = new StandIn((200, Script));
        var (outcome, context) = await RunAsync($"#include\n{address} sha256={HashOf(Script)}\n", bucket);
        Assert.True(outcome == StepOutcome.Done, outcome.Explanation);
        Assert.Single(context.Changes);
        var call = Assert.Single(bucket.Received);
        Assert.Equal(path, call.Path);
        SignedCall.Check(call, "GET", "s3", bucket.Address);
    }

    [Fact]
    public async Task A_bucket_of_another_region_is_asked_there()
    {
        using var bucket = new StandIn((301, ""), (200, Script)) { Headers = { ["x-amz-bucket-region"] = "eu-west-1" } };
        var (outcome, _) = await RunAsync($"#include\ns3://b-1/x sha256={HashOf(Script)}\n", bucket);
        Assert.True(outcome == StepOutcome.Done, outcome.Explanation);
        SignedCall.Check(bucket.Received.Last(), "GET", "s3", bucket.Address, region: "eu-west-1");
    }

    [Fact]
    public async Task What_S3_refuses_is_told_with_the_permission_it_takes()
    {
        using var bucket = new StandIn((403, "<Error><Code>AccessDenied</Code></Error>"));
        var (outcome, _) = await RunAsync($"#include\ns3://b-1/x sha256={HashOf(Script)}\n", bucket);
        Assert.Contains("s3://b-1/x cannot be fetched: it answers 403", Failure(outcome), StringComparison.Ordinal);
        Assert.Contains("Allow the instance's role s3:GetObject", Failure(outcome), StringComparison.Ordinal);
    }

    private Task<(StepOutcome Outcome, TestStepContext Context)> RunAsync(string userData, StandIn bucket)
    {
        var metadata = SignedCall.Metadata();
        metadata.UserData = userData;
        return bench.RunAsync(metadata, change: services => services.AddSingleton(
            new AwsServices(name => name == "AWS_ENDPOINT_URL_S3" ? bucket.Address : null)));
    }

    private static string Failure(StepOutcome outcome) => Assert.IsType<StepOutcome.FailedOutcome>(outcome).Message;

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private Task<(StepOutcome Outcome, TestStepContext Context)> RunAsync(string userData) => bench.RunAsync(
        new TestMetadata { UserData = userData },
        change: services => services.AddSingleton(new HttpTries(server.Trust)));

    /// <summary>A server on this machine whose certificate nobody but the test trusts.</summary>
    private sealed class TlsServer : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly X509Certificate2 certificate = NewCertificate();
        private byte[] body = [];

        public TlsServer()
        {
            listener.Start();
            _ = ServeAsync();
        }

        public string Url => $"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}";

        public string Status { get; set; } = "200 OK";

        public int Requests { get; private set; }

        public string Hash => Convert.ToHexStringLower(SHA256.HashData(body));

        public SslClientAuthenticationOptions Trust => new()
        {
            RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == certificate.GetCertHashString(),
        };

        public void Answer(string text) => body = Encoding.UTF8.GetBytes(text);

        public void Dispose()
        {
            listener.Stop();
            certificate.Dispose();
        }

        private static X509Certificate2 NewCertificate()
        {
            using var key = RSA.Create(2048);
            var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
            return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        }

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    using var client = await listener.AcceptTcpClientAsync();
                    await AnswerAsync(client);
                }
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        private async Task AnswerAsync(TcpClient client)
        {
            try
            {
                await using var stream = new SslStream(client.GetStream());
                await stream.AuthenticateAsServerAsync(certificate);
                using var reader = new StreamReader(stream);
                while (!string.IsNullOrEmpty(await reader.ReadLineAsync()))
                {
                }

                Requests++;
                await stream.WriteAsync(Encoding.ASCII.GetBytes(
                    $"HTTP/1.1 {Status}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"));
                await stream.WriteAsync(body);
            }
            catch (Exception exception) when (exception is IOException or System.Security.Authentication.AuthenticationException)
            {
                // The client does not trust it, or has read enough.
            }
        }
    }
}
