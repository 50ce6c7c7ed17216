namespace OpenLaunch.Core.Metadata;

/// <summary>Where the metadata service is, and whether the environment turned its use off.</summary>
public sealed record MetadataEndpoint
{
    /// <summary>The variable that names another endpoint (AWS SDKs and Tools Reference Guide, "IMDS client").</summary>
    public const string EndpointVariable = "AWS_EC2_METADATA_SERVICE_ENDPOINT";

    /// <summary>The environment variable that turns metadata off when it is <c>true</c> (same source).</summary>
    public const string DisabledVariable = "AWS_EC2_METADATA_DISABLED";

    private MetadataEndpoint(Uri address) => Address = address;

    /// <summary>The two link-local addresses of EC2: IPv4, and IPv6 where IPv4 does not answer.</summary>
    public static MetadataEndpoint Default { get; } = new(new Uri("http://169.254.169.254/"))
    {
        Fallback = new Uri("http://[fd00:ec2::254]/"),
    };

    /// <summary>The base address; it ends with a slash.</summary>
    public Uri Address { get; }

    /// <summary>The address raced in when <see cref="Address"/> takes no connection; null where an endpoint was named.</summary>
    public Uri? Fallback { get; private init; }

    /// <summary>Whether the environment turned metadata off; every read then throws.</summary>
    public bool IsDisabled { get; private init; }

    /// <summary>The endpoint at an address given by code.</summary>
    /// <exception cref="FormatException">The address is not a plain HTTP address.</exception>
    public static MetadataEndpoint At(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Parse(address.OriginalString, "the metadata endpoint");
    }

    /// <summary>Chooses the endpoint: the command line, else the environment, else <see cref="Default"/>.</summary>
    /// <param name="commandLine">The value of <c>--imds</c>; null when it was not given.</param>
    /// <param name="environment">Reads an environment variable; null or empty means that it is not set.</param>
    /// <exception cref="FormatException">The endpoint is not a plain HTTP address; the message says who named it.</exception>
    public static MetadataEndpoint Resolve(string? commandLine, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var variable = environment(EndpointVariable);
        var endpoint = commandLine is not null ? Parse(commandLine, "--imds")
            : string.IsNullOrEmpty(variable) ? Default
            : Parse(variable, EndpointVariable);
        var disabled = string.Equals(environment(DisabledVariable), "true", StringComparison.OrdinalIgnoreCase);
        return endpoint with { IsDisabled = disabled };
    }

    /// <summary>The address or addresses, as messages name them.</summary>
    public override string ToString() => Fallback is null ? Name(Address) : $"{Name(Address)} (or {Name(Fallback)})";

    private static string Name(Uri address) => address.AbsoluteUri.TrimEnd('/');

    private static MetadataEndpoint Parse(string text, string source)
    {
        // What has one of these may hold a password or a token, as the address of a proxy does: no message repeats it.
        var shown = text.AsSpan().ContainsAny("@?#") ? "this" : $"'{text}'";
        const string expected = "expected an address such as http://169.254.169.254";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
            throw new FormatException($"{source}: {shown} is not an HTTP address; {expected}.");
        if (uri.UserInfo.Length > 0)
            throw new FormatException($"{source}: the address holds a user name or password, which is not allowed; {expected}.");
        if (uri.Query.Length > 0 || uri.Fragment.Length > 0)
            throw new FormatException($"{source}: the address has a query or fragment, which is not allowed; {expected}.");
        return new MetadataEndpoint(uri.AbsoluteUri.EndsWith('/') ? uri : new Uri(uri.AbsoluteUri + "/"));
    }
}
