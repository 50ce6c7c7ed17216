using System.Security.Cryptography;
using System.Text;
using OpenLaunch.Steps.Tests.Engine;

namespace OpenLaunch.Steps.Tests.Aws;

/// <summary>A call to a service of AWS as it arrived, and the role that it must be signed by.</summary>
internal static class SignedCall
{
    public const string Secret = "SecretOfTheRole";
    public const string Token = "SessionTokenOfTest";

    /// <summary>The metadata of an instance in eu-central-1 with a role.</summary>
    public static TestMetadata Metadata() => new()
    {
        Values =
        {
            ["meta-data/placement/region"] = "eu-central-1",
            ["meta-data/services/domain"] = "amazonaws.com",
            ["meta-data/iam/security-credentials"] = "web-role\n",
            ["meta-data/iam/security-credentials/web-role"] =
                $$"""{ "AccessKeyId": "ASIAEXAMPLE", "SecretAccessKey": "{{Secret}}", "Token": "{{Token}}" }""",
        },
    };

    /// <summary>Signs what arrived once more, after AWS's page "Create a signed AWS API request", and compares.</summary>
    public static void Check(
        (string Path, IReadOnlyDictionary<string, string> Headers, string Body) call, string method, string service, string address,
        string secret = Secret, string region = "eu-central-1")
    {
        var authorization = call.Headers["Authorization"];
        var names = Part("SignedHeaders=").Split(';');
        Assert.Contains("x-amz-security-token", names);
        Assert.Contains("host", names);
        var stamp = call.Headers["X-Amz-Date"];
        var place = $"{stamp[..8]}/{region}/{service}/aws4_request";
        Assert.StartsWith($"AWS4-HMAC-SHA256 Credential=ASIAEXAMPLE/{place}", authorization, StringComparison.Ordinal);
        Assert.Equal(new Uri(address).Authority, call.Headers["Host"]);
        var path = string.Join('/', call.Path.Split('/').Select(part => Uri.EscapeDataString(Uri.UnescapeDataString(part))));
        var canonical = string.Join('\n', [
            method, path, "", .. names.Select(name => $"{name}:{call.Headers[name].Trim()}"), "", string.Join(';', names),
            Hash(call.Body),
        ]);
        var key = new[] { stamp[..8], region, service, "aws4_request" }.Aggregate(
            Encoding.UTF8.GetBytes($"AWS4{secret}"), (key, part) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part)));
        var signed = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"AWS4-HMAC-SHA256\n{stamp}\n{place}\n{Hash(canonical)}"));
        Assert.Equal(Convert.ToHexStringLower(signed), Part("Signature="));

        string Part(string name) =>
            authorization[(authorization.IndexOf(name, StringComparison.Ordinal) + name.Length)..].Split(',')[0].Trim();

        static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
