namespace OpenLaunch.Core.Configuration.AgentConfig;

/// <summary>
/// The stages of an EC2Launch v2 <c>agent-config.yml</c>, in the order they run (EC2 User Guide, "EC2Launch v2 settings").
/// </summary>
internal enum AgentStage
{
    Boot,
    Network,
    PreReady,
    PostReady,
}
