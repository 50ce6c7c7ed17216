using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Steps.Routes;
using OpenLaunch.Steps.Simulation;
using OpenLaunch.Steps.SimulatedMetadata;

namespace OpenLaunch.Steps.Tests.Simulation;

public sealed class SimulatedMetadataServiceTests : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();
    private readonly FakeTimeProvider time = new();
    private readonly TestMachine machine;
    private readonly SimulatedMetadataService service;
    private readonly HttpClient http;

    public SimulatedMetadataServiceTests()
    {
        machine = new(state =>
        {
            state.Adapters.AddRange(FreshInstance.Read().Adapters);
            state.Instance.Tags["Name"] = "web01";
            state.Instance.Tags["Team"] = "blue";
        });
        service = SimulatedMetadataService.Start(machine.Machine, new(KeyPath), time);
        http = new() { BaseAddress = service.Endpoint };
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string KeyPath => Path.Combine(folder.FullName, "key-pair.pem");

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await service.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("meta-data/local-ipv4", "172.31.40.10")]
    [InlineData("meta-data/instance-type", "t3.medium")]
    [InlineData("meta-data/placement/region", "us-east-1")]
    [InlineData("meta-data/placement/availability-zone", "us-east-1a")]
    [InlineData("meta-data/hostname", "ip-172-31-40-10.ec2.internal")]
    [InlineData("meta-data/mac", "06:2f:51:aa:10:01")]
    [InlineData("meta-data/network/interfaces/macs/", "06:2f:51:aa:10:01/")]
    [InlineData("meta-data/network/interfaces/macs/06:2f:51:aa:10:01/subnet-ipv4-cidr-block", "172.31.32.0/20")]
    [InlineData("meta-data/tags/instance", "Name\nTeam")]
    [InlineData("meta-data/tags/instance/Name", "web01")]
    [InlineData("meta-data/public-keys/", "0=openlaunch-simulated")]
    [InlineData("meta-data/public-keys/0/", "openssh-key")]
    [InlineData("meta-data/hibernation/configured", "false")]
    [InlineData("meta-data/public-ipv4", null)]
    [InlineData("meta-data/elastic-gpus/associations/", null)]
    [InlineData("user-data", null)]
    public async Task The_metadata_client_reads_the_machine(string path, string? value)
    {
        using var client = Client();

        Assert.Equal(value, await client.GetAsync(path, Cancel));
        Assert.Equal(MetadataProtocol.V2, client.Protocol);
    }

    [Fact]
    public async Task The_identity_document_and_the_paths_agree()
    {
        using var client = Client();

        using var document = JsonDocument.Parse((await client.GetAsync("dynamic/instance-identity/document", Cancel))!);

        var root = document.RootElement;
        Assert.Equal(await client.GetAsync("meta-data/instance-id", Cancel), root.GetProperty("instanceId").GetString());
        Assert.Matches("^i-[0-9a-f]{17}$", root.GetProperty("instanceId").GetString());
        Assert.Equal("172.31.40.10", root.GetProperty("privateIp").GetString());
        Assert.Equal("us-east-1", root.GetProperty("region").GetString());
    }

    [Fact]
    public async Task What_is_encrypted_with_the_public_key_opens_with_the_kept_private_key()
    {
        using var client = Client();
        var key = (await client.GetAsync("meta-data/public-keys/0/openssh-key", Cancel))!.Split(' ');
        using var encrypting = RSA.Create(ReadOpenSsh(Convert.FromBase64String(key[1])));
        using var opening = RSA.Create();
        opening.ImportFromPem(await File.ReadAllTextAsync(KeyPath, Cancel));

        var secret = encrypting.Encrypt("secret"u8, RSAEncryptionPadding.Pkcs1);

        Assert.Equal("secret"u8.ToArray(), opening.Decrypt(secret, RSAEncryptionPadding.Pkcs1));
        Assert.Equal("ssh-rsa", key[0]);
        Assert.Equal(new SimulatedKeyPair(KeyPath).OpenSshKey, string.Join(' ', key));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyPath));
    }

    [Fact]
    public void An_instance_has_its_key_where_the_disk_keeps_no_copy_of_it()
    {
        File.WriteAllText(KeyPath, "a file where a folder must be");
        var below = Path.Combine(KeyPath, "key.pem");

        Assert.StartsWith("ssh-rsa AAAA", new SimulatedKeyPair(below).OpenSshKey, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_key_pair_is_made_before_it_is_asked_for()
    {
        using var client = Client();

        await client.GetAsync("meta-data/public-keys/0/", Cancel);

        Assert.False(File.Exists(KeyPath));
    }

    [Theory]
    [InlineData(KeyPairKind.None, null)]
    [InlineData(KeyPairKind.Ed25519, "ssh-ed25519 ")]
    public async Task Other_key_pairs_can_be_simulated(KeyPairKind kind, string? start)
    {
        machine.State.Instance.KeyPair = kind;
        using var client = Client();

        Assert.Equal(start, (await client.GetAsync("meta-data/public-keys/0/openssh-key", Cancel))?[..12]);
    }

    [Fact]
    public async Task User_data_comes_as_it_was_stated()
    {
        machine.State.Instance.UserData = "<script>\r\necho ü\r\n</script>";
        using var client = Client();

        Assert.Equal("<script>\r\necho ü\r\n</script>"u8.ToArray(), await client.GetUserDataAsync(Cancel));
    }

    [Fact]
    public async Task Metadata_that_is_off_refuses_the_token()
    {
        machine.State.Instance.MetadataEnabled = false;
        using var client = Client();

        await Assert.ThrowsAsync<MetadataDisabledException>(() => client.GetAsync("meta-data/instance-id", Cancel));
    }

    [Fact]
    public async Task Nothing_is_told_without_a_living_token()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync("/latest/meta-data/", null));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync("/latest/meta-data/", "made-up"));
        var token = await (await PutAsync(60)).Content.ReadAsStringAsync(Cancel);
        Assert.Equal(HttpStatusCode.OK, await GetAsync("/latest/meta-data/", token));
        Assert.Equal(HttpStatusCode.OK, await GetAsync("/latest", token));
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync("/latest/meta-data/nothing", token));
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync("/latestmeta-data/", token));

        time.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync("/latest/meta-data/", token));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(21601)]
    public async Task A_token_needs_its_lifetime(int? seconds) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await PutAsync(seconds)).StatusCode);

    [Fact]
    public async Task A_forwarded_request_gets_no_token() =>
        Assert.Equal(HttpStatusCode.Forbidden, (await PutAsync(60, ("X-Forwarded-For", "10.0.0.1"))).StatusCode);

    [Fact]
    public async Task The_machine_that_cannot_reach_metadata_does_not_reach_the_service()
    {
        machine.State.Routes.Add(new() { Destination = "169.254.169.254/32", Gateway = "10.0.16.1", Interface = 12 });
        var network = new SimulatedNetwork(machine.Machine);
        using var simulated = new MetadataClient(
            new MetadataOptions
            {
                Endpoint = MetadataEndpoint.At(service.Endpoint),
                Timeout = TimeSpan.FromMilliseconds(50),
                RetryDelay = TimeSpan.FromMilliseconds(1),
                Connect = network.ConnectAsync,
            },
            TimeProvider.System);

        var error = await Assert.ThrowsAsync<MetadataUnreachableException>(() => simulated.GetAsync("meta-data/mac", Cancel));
        Assert.Equal(UnreachableCause.NoRoute, error.Cause);

        machine.Machine.Happen(state => state.Routes.Clear());
        Assert.Equal("06:2f:51:aa:10:01", await simulated.GetAsync("meta-data/mac", Cancel));
    }

    private MetadataClient Client() =>
        new(new MetadataOptions { Endpoint = MetadataEndpoint.At(service.Endpoint) }, TimeProvider.System);

    private async Task<HttpStatusCode> GetAsync(string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null)
            request.Headers.Add("X-aws-ec2-metadata-token", token);
        using var response = await http.SendAsync(request, Cancel);
        return response.StatusCode;
    }

    private async Task<HttpResponseMessage> PutAsync(int? seconds, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/latest/api/token");
        if (seconds is not null)
            request.Headers.Add("X-aws-ec2-metadata-token-ttl-seconds", $"{seconds}");
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await http.SendAsync(request, Cancel);
    }

    private static RSAParameters ReadOpenSsh(byte[] blob)
    {
        var fields = new List<byte[]>();
        for (var at = 0; at < blob.Length;)
        {
            var length = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(blob.AsSpan(at));
            fields.Add(blob[(at + 4)..(at + 4 + length)]);
            at += 4 + length;
        }

        return new() { Exponent = fields[1], Modulus = [.. fields[2].SkipWhile(octet => octet == 0)] };
    }
}
