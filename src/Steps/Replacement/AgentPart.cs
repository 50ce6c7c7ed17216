using OpenLaunch.Steps.Services;

namespace OpenLaunch.Steps.Replacement;

/// <summary>What starts a part of one of Amazon's launch agents.</summary>
internal enum AgentPartKind
{
    /// <summary>A Windows service.</summary>
    Service,

    /// <summary>A scheduled task in the root folder.</summary>
    ScheduledTask,
}

/// <summary>A service or scheduled task of one of Amazon's launch agents.</summary>
internal sealed record AgentPart(AgentPartKind Kind, string Name, string Agent)
{
    private const string Version1 = "EC2Launch v1";
    public const string TaskPrefix = "Amazon Ec2 Launch - ";

    /// <summary>All of them: EC2Launch v1's tasks, the services of EC2Launch v2 and EC2Config (EC2 User Guide).</summary>
    public static IReadOnlyList<AgentPart> Known { get; } =
    [
        new(AgentPartKind.Service, AmazonServices.Ec2LaunchV2, "EC2Launch v2"),
        new(AgentPartKind.ScheduledTask, TaskPrefix + "Instance Initialization", Version1),
        new(AgentPartKind.ScheduledTask, TaskPrefix + "Userdata Execution", Version1),
        new(AgentPartKind.ScheduledTask, TaskPrefix + "Disk Initialization", Version1),
        new(AgentPartKind.ScheduledTask, TaskPrefix + "Event logs to Console", Version1),
        new(AgentPartKind.ScheduledTask, TaskPrefix + "Windows is Ready to Console", Version1),
        new(AgentPartKind.Service, AmazonServices.Ec2Config, "EC2Config"),
    ];

    /// <summary>The part in words: <c>the service Ec2Config</c>.</summary>
    public string InWords => Kind == AgentPartKind.Service ? $"the service {Name}" : $"the scheduled task {Name}";
}

/// <summary>How a part starts; an enabled task starts automatically.</summary>
internal sealed record AgentPartStart(AgentPart Part, ServiceStartType Start);
