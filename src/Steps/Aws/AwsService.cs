using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Steps.Aws;

/// <summary>A service of AWS cannot be called; says why, without a secret.</summary>
internal sealed class AwsException(string message) : Exception(message);

/// <summary>A service of AWS in a region.</summary>
/// <param name="Name">As in its address: <c>ssm</c>.</param>
internal sealed record AwsService(string Name, string Region, Uri Address);

/// <summary>Finds the services of the instance's region, or those that the SDKs of AWS are told to take.</summary>
/// <param name="variable">Reads an environment variable.</param>
internal sealed class AwsServices(Func<string, string?> variable)
{
    /// <param name="name">As in its address: <c>secretsmanager</c>.</param>
    /// <param name="identifier">As in the names of variables ("Service-specific endpoints"): <c>SECRETS_MANAGER</c>.</param>
    /// <param name="region">Another region than the instance's; null: that.</param>
    /// <exception cref="AwsException">Metadata does not tell the region, or a variable holds what must not be called.</exception>
    public async Task<AwsService> FindAsync(
        string name, string identifier, string? region, IMetadataClient metadata, CancellationToken cancellationToken)
    {
        region ??= await metadata.GetRegionAsync(cancellationToken)
            ?? throw new AwsException("metadata does not tell the region (meta-data/placement/region)");
        foreach (var setting in new[] { $"AWS_ENDPOINT_URL_{identifier}", "AWS_ENDPOINT_URL" })
        {
            if (variable(setting) is { Length: > 0 } given)
                return new(name, region, Checked(given, setting));
        }

        var domain = await metadata.GetAsync("meta-data/services/domain", cancellationToken) ?? "amazonaws.com";
        return new(name, region, new Uri($"https://{name}.{region}.{domain}/"));
    }

    private static Uri Checked(string given, string setting) =>
        Uri.TryCreate(given, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? address
            : throw new AwsException($"the environment variable {setting} must hold an address with https");
}
