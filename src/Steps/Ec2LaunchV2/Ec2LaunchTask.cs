using OpenLaunch.Core.Engine;
using static OpenLaunch.Steps.Ec2LaunchV2.Ec2LaunchStages;

namespace OpenLaunch.Steps.Ec2LaunchV2;

/// <summary>The stages of an <c>agent-config.yml</c>, in the order they run (EC2 User Guide, "EC2Launch v2 settings").</summary>
[Flags]
internal enum Ec2LaunchStages
{
    None = 0,
    Boot = 1,
    Network = 2,
    PreReady = 4,
    PostReady = 8,

    /// <summary>What is behind the last stage; no file names it.</summary>
    End = 16,
}

/// <summary>
/// What EC2Launch v2 lays down for a task, by the name of our step (EC2 User Guide, "EC2Launch v2 task definitions"; event
/// identifiers from "Troubleshoot EC2Launch v2"). Names no step class: the catalogue has those.
/// </summary>
/// <param name="Frequency">
/// How often it runs, or null where each of its items says so. "Once" is per instance: EC2Launch v2 counts from the last Sysprep,
/// and an image that was not generalized would never run it again.
/// </param>
/// <param name="Stages">The stages of the file that may hold it.</param>
/// <param name="InUserData">Whether EC2Launch v2 takes it in user data.</param>
/// <param name="EventBase">The identifier of its event of success; 0: none, its events count as the service's.</param>
internal sealed record Ec2LaunchTask(
    string Name, StepFrequency? Frequency, Ec2LaunchStages Stages, bool InUserData, int EventBase)
{
    private const StepFrequency Once = StepFrequency.PerInstance;
    private const StepFrequency Always = StepFrequency.Always;

    /// <summary>The stage in front of which the step runs without being listed; none: a task that a file may list.</summary>
    public Ec2LaunchStages RunsBefore { get; private init; }

    /// <summary>The number behind the stage in the identifiers after Ready, where it is another one; 0: it is the same.</summary>
    public int NumberAfterReady { get; private init; }

    /// <summary>The identifier of its event of success where it ran; 6 is the stage after Ready, 7 user data.</summary>
    public int EventBaseAt(EventPlace place) => place switch
    {
        EventPlace.UserData when InUserData && EventBase > 0 => 7000 + Number,
        EventPlace.AfterReady when InUserData && EventBase > 0 => 6000 + Number,
        _ => EventBase,
    };

    private int Number => NumberAfterReady > 0 ? NumberAfterReady : EventBase % 1000;

    /// <summary>Whether EC2Launch v2 does it without being asked, so that no file lists it.</summary>
    public bool RunsByItself => RunsBefore != None;

    /// <summary>
    /// All tasks, and the steps of ours for what EC2Launch v2 does by itself in the order in which it does it ("EC2Launch v2
    /// overview" and the console output of "Troubleshoot EC2Launch v2").
    /// </summary>
    public static IReadOnlyList<Ec2LaunchTask> All { get; } =
    [
        ByItself("waitForSysprep", 200, before: Boot),
        new("extendRootPartition", Once, Boot, false, 1010),
        ByItself("addRoutes", 2010, before: Network),
        ByItself("waitForMetadata", 400, before: Network),
        ByItself("showInstanceInfo", 3090, before: PreReady),
        new("activateWindows", Once, PreReady, false, 3010),
        new("setDnsSuffix", Always, PreReady, false, 3060),
        new("setAdminAccount", Once, PreReady, false, 3050),
        new("setWallpaper", Always, PreReady, true, 3070) { NumberAfterReady = 10 },
        new("enableOpenSsh", Once, PreReady, true, 3100),
        new("keepMonitorOn", Always, PreReady, false, 3030), // This one and the next have event identifiers alone.
        new("setHibernation", Always, PreReady, false, 3040),
        ByItself("announceReady", 5000, before: PostReady),
        ByItself("runUserData", 7050, before: PostReady),
        new("executeScript", null, PreReady | PostReady, true, 6050),
        new("executeProgram", null, PreReady | PostReady, true, 6040),
        new("initializeVolume", Always, PostReady, true, 6070),
        new("optimizeEna", Always, PostReady, true, 0),
        new("enableJumboFrames", Always, PostReady, true, 6110),
        new("setHostName", Always, PostReady, true, 6030),
        new("startSsm", Always, PostReady, true, 6090),
        new("writeFile", null, PostReady, true, 6080),
        new("sysprep", Once, None, true, 0),
        ByItself("registerBootTask", 3080, before: End),
    ];

    /// <summary>Tasks that files hold and its documentation does not, with the step that does the same.</summary>
    public static IReadOnlyDictionary<string, string> Undocumented { get; } = new Dictionary<string, string>
    {
        ["setMonitorOn"] = "keepMonitorOn",
        ["keepMonitorOn"] = "keepMonitorOn",
        ["setHibernation"] = "setHibernation",
    };

    private static readonly Dictionary<string, Ec2LaunchTask> ByName =
        All.ToDictionary(task => task.Name, StringComparer.Ordinal);

    /// <summary>The task of a name, or null.</summary>
    public static Ec2LaunchTask? Find(string name) => ByName.GetValueOrDefault(name);

    private static Ec2LaunchTask ByItself(string name, int eventBase, Ec2LaunchStages before) =>
        new(name, null, None, false, eventBase) { RunsBefore = before };
}

/// <summary>Where a step ran: the first digit of the event identifier, as far as EC2Launch v2 tells places apart.</summary>
internal enum EventPlace
{
    /// <summary>In the plan, before Ready or with a number that does not depend on it.</summary>
    Plan,

    /// <summary>In the plan behind Ready.</summary>
    AfterReady,

    /// <summary>As a task of user data.</summary>
    UserData,
}
