namespace OpenLaunch.Steps.Simulation.MetadataService;

/// <summary>A request as it came in.</summary>
internal sealed record MetadataRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>Whether the client closes the connection after this request.</summary>
    public bool IsLast =>
        Headers.TryGetValue("Connection", out var value) && value.Equals("close", StringComparison.OrdinalIgnoreCase);
}
