using System.Text;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Util;

namespace OpenLaunch.Steps.Notify;

/// <summary>Signs a call with the AWS SDK, which is loaded only here.</summary>
internal static class AwsSignature
{
    private const string Form = "application/x-www-form-urlencoded; charset=utf-8";

    public static SignedMessage Sign(
        Uri address, string service, string region, IReadOnlyDictionary<string, string> parameters, RoleCredentials credentials)
    {
        var content = Encoding.UTF8.GetBytes(string.Join(
            '&', parameters.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}")));
        using var request = new DefaultRequest(new Call(), service)
        {
            HttpMethod = "POST",
            Endpoint = address,
            ResourcePath = address.AbsolutePath,
            Content = content,
            OverrideSigningServiceName = service,
            AuthenticationRegion = region,
        };
        request.Headers["Content-Type"] = Form;
        request.Headers["X-Amz-Security-Token"] = credentials.Token; // which the pipeline of a whole client adds
        new AWS4Signer().Sign(
            request, new Config(service, region), new RequestMetrics(),
            new SessionAWSCredentials(credentials.Identifier, credentials.Secret, credentials.Token));
        return new(
            address,
            request.Headers.Where(header => header.Key is not ("Content-Type" or "Host"))
                .ToDictionary(header => header.Key, header => header.Value),
            content, Form);
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
