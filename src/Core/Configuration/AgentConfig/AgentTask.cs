using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Configuration.AgentConfig;

/// <summary>What EC2Launch v2 lays down for a task (EC2 User Guide, "EC2Launch v2 task definitions").</summary>
/// <param name="Frequency">How often it runs, or null where each of its items says so.</param>
/// <param name="Stages">The stages of the file that may hold it.</param>
internal sealed record AgentTask(StepFrequency? Frequency, params AgentStage[] Stages)
{
    private const StepFrequency Once = StepFrequency.PerInstance;
    private const StepFrequency Always = StepFrequency.Always;

    /// <summary>
    /// All tasks by name. "Once" is per instance: EC2Launch v2 counts from the last Sysprep, and an image that was not
    /// generalized would never run them again. <c>sysprep</c> belongs in user data only.
    /// </summary>
    public static IReadOnlyDictionary<string, AgentTask> All { get; } = new Dictionary<string, AgentTask>(StringComparer.Ordinal)
    {
        ["extendRootPartition"] = new(Once, AgentStage.Boot),
        ["activateWindows"] = new(Once, AgentStage.PreReady),
        ["setDnsSuffix"] = new(Always, AgentStage.PreReady),
        ["setAdminAccount"] = new(Once, AgentStage.PreReady),
        ["setWallpaper"] = new(Always, AgentStage.PreReady),
        ["enableOpenSsh"] = new(Once, AgentStage.PreReady),
        ["executeScript"] = new(null, AgentStage.PreReady, AgentStage.PostReady),
        ["executeProgram"] = new(null, AgentStage.PreReady, AgentStage.PostReady),
        ["initializeVolume"] = new(Always, AgentStage.PostReady),
        ["optimizeEna"] = new(Always, AgentStage.PostReady),
        ["enableJumboFrames"] = new(Always, AgentStage.PostReady),
        ["setHostName"] = new(Always, AgentStage.PostReady),
        ["startSsm"] = new(Always, AgentStage.PostReady),
        ["writeFile"] = new(null, AgentStage.PostReady),
        ["sysprep"] = new(Once),
    };
}
