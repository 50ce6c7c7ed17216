namespace OpenLaunch.Steps.Services;

/// <summary>A service of the agent: started with Windows, as LocalSystem.</summary>
/// <param name="Name">Its name.</param>
/// <param name="DisplayName">Its name for people.</param>
/// <param name="Description">What it does: a sentence.</param>
/// <param name="Arguments">The arguments of the program.</param>
public sealed record ServiceDefinition(string Name, string DisplayName, string Description, string Arguments)
{
    /// <summary>Whether Windows starts it again when its process ends without saying so. Default: false.</summary>
    public bool IsRestarted { get; init; }
}
