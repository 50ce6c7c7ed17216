namespace OpenLaunch.Steps.Simulation.MetadataService;

/// <summary>A request as it came in.</summary>
/// <param name="Method">GET or PUT, or whatever the client sent.</param>
/// <param name="Path">The path with its leading slash, percent signs resolved, without query.</param>
/// <param name="Headers">The headers; names in any case.</param>
internal sealed record MetadataRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>Whether the client closes the connection after this request.</summary>
    public bool IsLast =>
        Headers.TryGetValue("Connection", out var value) && value.Equals("close", StringComparison.OrdinalIgnoreCase);
}
