using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Aws;
using OpenLaunch.Steps.Http;
using OpenLaunch.Steps.Secrets;
using OpenLaunch.Steps.Tests.Aws;
using OpenLaunch.Steps.Tests.Engine;

namespace OpenLaunch.Steps.Tests.Secrets;

/// <summary>Secrets that are fetched of a stand-in of AWS on this machine.</summary>
public sealed class AwsSecretServicesTests
{
    private const string Planted = "PLANTED-\"Pässword\"";

    private static readonly SecretReference Parameter = new(SecretSource.SsmParameter, "/app/\"join\"");

    private readonly TestMetadata metadata = SignedCall.Metadata();

    [Fact]
    public async Task A_parameter_is_asked_of_Systems_Manager_by_a_call_that_the_role_signed()
    {
        using var service = new StandIn((200, """{"Parameter":{"Name":"x","Value":"PLANTED-\"P\u00e4ssword\""}}"""));

        var (text, context) = await ReadAsync(Parameter, service);

        Assert.Equal(Planted, text);
        var call = Assert.Single(service.Received);
        Assert.Equal("""{"Name":"/app/\u0022join\u0022","WithDecryption":true}""", call.Body);
        Assert.Equal(("AmazonSSM.GetParameter", "application/x-amz-json-1.1"), (call.Headers["X-Amz-Target"], call.Headers["Content-Type"]));
        SignedCall.Check(call, "POST", "ssm", service.Address);
        AssertNoSecret(context);
    }

    [Fact]
    public async Task A_secret_is_asked_of_Secrets_Manager_in_the_region_of_its_ARN()
    {
        using var service = new StandIn((200, """{"SecretString":"{\"user\":\"a\",\"password\":\"PLANTED-1\",\"port\":1433}"}"""));
        const string arn = "arn:aws:secretsmanager:us-west-2:123456789012:secret:db-Ab12Cd";

        var (text, _) = await ReadAsync(new(SecretSource.SecretsManager, arn, "password"), service);

        Assert.Equal("PLANTED-1", text);
        var call = Assert.Single(service.Received);
        Assert.Equal("secretsmanager.GetSecretValue", call.Headers["X-Amz-Target"]);
        SignedCall.Check(call, "POST", "secretsmanager", service.Address, region: "us-west-2");
    }

    [Theory]
    [InlineData(400, """{"__type":"AccessDeniedException","Message":"User: arn:x is not authorized."}""",
        "AccessDeniedException: User: arn:x is not authorized. Allow the instance's role ssm:GetParameter on it, and kms:Decrypt")]
    [InlineData(400, """{"__type":"com.amazonaws.ssm#ParameterNotFound"}""", "ParameterNotFound. Check its name, and that it is in eu-central-1")]
    [InlineData(404, "<html>", "it answers 404 Not Found")]
    [InlineData(200, """{"Parameter":{}}""", "the answer holds no value")]
    [InlineData(200, "PLANTED", "the answer holds no value")]
    [InlineData(200, "{\"Parameter\":{\"Value\":\"PLANTED\\ud800\"}}", "the answer holds no value")]
    [InlineData(302, "", "it answers 302")]
    public async Task What_a_service_refuses_is_told_with_its_name_the_reason_and_what_to_do(int status, string answer, string reason)
    {
        using var service = new StandIn((status, answer));

        var problem = await Assert.ThrowsAsync<SecretException>(() => ReadAsync(Parameter, service));

        Assert.StartsWith("the SSM parameter '/app/\"join\"' cannot be fetched: ", problem.Message, StringComparison.Ordinal);
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("PLANTED", problem.Message, StringComparison.Ordinal);
        Assert.Single(service.Received);
    }

    [Fact]
    public async Task What_may_pass_is_tried_three_times_and_no_more()
    {
        using var service = new StandIn((503, ""), (429, ""), (500, ""), (200, "never asked"));

        var problem = await Assert.ThrowsAsync<SecretException>(() => ReadAsync(Parameter, service));

        Assert.Contains("it answers 500", problem.Message, StringComparison.Ordinal);
        Assert.Equal(3, service.Received.Count);
    }

    [Theory]
    [InlineData("meta-data/iam/security-credentials", "attach an instance profile")]
    [InlineData("meta-data/placement/region", "metadata does not tell the region")]
    public async Task Without_role_or_region_nothing_is_asked(string path, string reason)
    {
        metadata.Values.Remove(path);
        using var service = new StandIn();

        var problem = await Assert.ThrowsAsync<SecretException>(() => ReadAsync(Parameter, service));

        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
        Assert.Empty(service.Received);
    }

    [Fact]
    public async Task No_other_machine_is_asked_without_TLS()
    {
        var problem = await Assert.ThrowsAsync<SecretException>(() => ReadAsync(Parameter, "http://192.0.2.1/"));

        Assert.Contains("AWS_ENDPOINT_URL_SSM must hold an address with https", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tag_is_read_of_metadata()
    {
        metadata.Values["meta-data/tags/instance/JoinPassword"] = "PLANTED-2";
        using var service = new StandIn();

        Assert.Equal("PLANTED-2", (await ReadAsync(new(SecretSource.MetadataTag, "JoinPassword"), service)).Text);
        var problem = await Assert.ThrowsAsync<SecretException>(() => ReadAsync(new(SecretSource.MetadataTag, "Other"), service));
        Assert.Contains("allow tags in instance metadata", problem.Message, StringComparison.Ordinal);
        Assert.Empty(service.Received);
    }

    [Theory]
    [InlineData("no JSON: PLANTED", "is no JSON")]
    [InlineData("""{"Password":"PLANTED"}""", "has no key 'password'")]
    [InlineData("""["PLANTED"]""", "has no key 'password'")]
    [InlineData("""{"password":{"a":"PLANTED"}}""", "has no key 'password'")]
    [InlineData("""{"password":"PLANTED\ud800"}""", "has no key 'password'")]
    public async Task A_secret_that_lacks_the_key_is_not_repeated(string secret, string reason)
    {
        using var service = new StandIn((200, $$"""{"SecretString":{{System.Text.Json.JsonSerializer.Serialize(secret)}}}"""));

        var problem = await Assert.ThrowsAsync<SecretException>(
            () => ReadAsync(new(SecretSource.SecretsManager, "db", "password"), service));

        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("PLANTED", problem.ToString(), StringComparison.Ordinal);
    }

    private Task<(string Text, TestStepContext Context)> ReadAsync(SecretReference reference, StandIn service) =>
        ReadAsync(reference, service.Address);

    private async Task<(string Text, TestStepContext Context)> ReadAsync(SecretReference reference, string address)
    {
        var context = TestStepContext.Create(new ChangeScope(), metadata, time: new ImpatientTime());
        var store = new SecretStore(new AwsSecretServices(new HttpTries(), new AwsServices(
            name => name is "AWS_ENDPOINT_URL_SSM" or "AWS_ENDPOINT_URL_SECRETS_MANAGER" ? address : null)));
        var text = await store.ReadAsync(reference, context, TestContext.Current.CancellationToken);
        return (text, context);
    }

    private static void AssertNoSecret(TestStepContext context)
    {
        var seen = context.Changes.Concat(context.Reports).Concat(context.Kept.Values).Concat(context.Log.Lines).Concat(context.Printed.Texts);
        foreach (var secret in new[] { "PLANTED", SignedCall.Secret, SignedCall.Token })
            Assert.DoesNotContain(seen, line => line.Contains(secret, StringComparison.Ordinal));
    }
}
