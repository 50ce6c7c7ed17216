namespace OpenLaunch.Steps.Services;

/// <summary>A service of the agent: started with Windows, as LocalSystem.</summary>
internal sealed record ServiceDefinition(string Name, string DisplayName, string Description, string Arguments)
{
    /// <summary>Whether Windows starts it again when its process ends without saying so. Default: false.</summary>
    public bool IsRestarted { get; init; }
}
