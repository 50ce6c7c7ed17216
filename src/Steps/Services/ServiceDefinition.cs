namespace OpenLaunch.Steps.Services;

/// <summary>A service of the agent: started with Windows, as LocalSystem, and again when its process crashes.</summary>
internal sealed record ServiceDefinition(string Name, string DisplayName, string Description, string Arguments)
{
    /// <summary>How many crashes in a row Windows starts it again after; null: all. They are forgotten after a day.</summary>
    public uint? MostRestarts { get; init; }

    /// <summary>Whether Windows starts it again also when it ends by itself with an error. Default: false.</summary>
    public bool IsRestartedOnFailure { get; init; }
}
