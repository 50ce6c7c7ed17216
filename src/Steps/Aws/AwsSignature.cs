using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Util;

namespace OpenLaunch.Steps.Aws;

/// <summary>A call to a service of AWS, before it is signed.</summary>
/// <param name="Path">The path below the address, not escaped.</param>
/// <param name="Headers">Headers that are signed too; "Content-Type" is one of them.</param>
internal sealed record AwsRequest(
    string Method, AwsService Service, string Path, byte[] Content, IReadOnlyDictionary<string, string> Headers);

/// <summary>Signs a call with the AWS SDK, which is loaded only here.</summary>
internal static class AwsSignature
{
    // The one service whose paths are escaped once ("Create a canonical request", step 2).
    private const string SimpleStorage = "s3";

    /// <returns>The headers to send, those of the request included, without "Host".</returns>
    public static IReadOnlyDictionary<string, string> Sign(AwsRequest call, RoleCredentials credentials)
    {
        var (name, region, address) = call.Service;
        using var request = new DefaultRequest(new Call(), name)
        {
            HttpMethod = call.Method,
            Endpoint = address,
            ResourcePath = "/{Path+}",
            Content = call.Content,
            OverrideSigningServiceName = name,
            AuthenticationRegion = region,
            UseDoubleEncoding = name != SimpleStorage,
        };
        request.AddPathResource("{Path+}", call.Path.TrimStart('/'));
        foreach (var (header, value) in call.Headers)
            request.Headers[header] = value;
        request.Headers["X-Amz-Security-Token"] = credentials.Token; // which the pipeline of a whole client adds
        new AWS4Signer().Sign(
            request, new Config(name, region), new RequestMetrics(),
            new SessionAWSCredentials(credentials.Identifier, credentials.Secret, credentials.Token));
        return request.Headers.Where(header => header.Key != "Host").ToDictionary();
    }

    private sealed class Call : AmazonWebServiceRequest;

    private sealed class Config : ClientConfig
    {
        public Config(string service, string region)
            : base(new Defaults())
        {
            RegionEndpointServiceName = service;
            AuthenticationRegion = region;
        }

        public override string RegionEndpointServiceName { get; }

        public override string ServiceVersion => "";

        public override string UserAgent => "openlaunch";

        public override Amazon.Runtime.Endpoints.Endpoint DetermineServiceOperationEndpoint(
            Amazon.Runtime.Endpoints.ServiceOperationEndpointParameters parameters) => throw new NotSupportedException();
    }

    /// <summary>The SDK's own would look into files of the user.</summary>
    private sealed class Defaults : IDefaultConfigurationProvider
    {
        public IDefaultConfiguration GetDefaultConfiguration(
            Amazon.RegionEndpoint clientRegion, DefaultConfigurationMode? requestedConfigurationMode = null) =>
            new DefaultConfiguration();
    }
}
