using OpenLaunch.Core.Journal;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Services;

namespace OpenLaunch.Steps.Diagnosis;

/// <summary>How this agent stands, its boot task, the Systems Manager agent, and other launch agents beside it.</summary>
internal static class DiagnosisOfAgents
{
    private const string Subject = "agent";
    private const string PerInstance = "openlaunch schedule --per-instance";
    private const string NotRenewed = "routes are then not renewed at each start";

    public static IEnumerable<Finding> Of(MachineFacts facts) =>
    [
        LatestRun(facts.Agent),
        .. Starts(facts),
        SystemsManager(facts.SystemsManager),
        .. (facts.OtherAgents.Value ?? []).Select(Other),
        .. Replaced(facts.EnabledAgain),
    ];

    private static Finding LatestRun(Fact<RunStatus> agent) => agent.Value switch
    {
        null => new(Severity.Warning, Subject, "The journal cannot be read", agent.Problem ?? ""),
        { State: RunState.NeverRan } => new(Severity.Info, Subject, "OpenLaunch has not run the boot plan on this machine yet"),
        { State: RunState.Failed } status => new(
            Severity.Error, Subject, $"Steps failed in run {status.RunId}: {Failed(status)}", "", "openlaunch status"),
        { State: RunState.Refused } status => new(
            Severity.Error, Subject, "The latest boot ran nothing, for its configuration was refused",
            string.Join("; ", status.Reasons), "openlaunch run"),
        { State: RunState.Interrupted } status => new(
            Severity.Warning, Subject, $"Run {status.RunId} was interrupted", "the next run tries again", "openlaunch run"),
        var status => new(
            Severity.Info, Subject, $"The boot plan is {status.State.ToString().ToLowerInvariant()}", $"run {status.RunId}"),
    };

    private static string Failed(RunStatus status) =>
        string.Join(", ", status.Steps.Where(step => step.Outcome == "failed").Select(step => step.Name));

    private static IEnumerable<Finding> Starts(MachineFacts facts)
    {
        if (facts.Schedule.Problem is { } problem)
            yield return new(Severity.Warning, Subject, "The schedule cannot be read", problem, PerInstance);
        var neverRan = facts.Agent.Value?.State is null or RunState.NeverRan;
        yield return facts.RunService.Value is { StartType: ServiceStartType.Automatic }
            ? new(Severity.Info, Subject, $"The service runs at the next start (scheduled: {facts.Schedule.InWords})")
            : BootTask(facts.BootTask, facts.Schedule, neverRan);
    }

    private static Finding BootTask(Fact<BootTaskState> task, StartWish wish, bool neverRan) => (task.Problem, task.Value) switch
    {
        ({ } problem, _) => new(Severity.Warning, Subject, "The boot task cannot be read", problem),
        (_, BootTaskState.Enabled) => new(
            Severity.Info, Subject, $"The boot task is enabled: it runs at the next start (scheduled: {wish.InWords})"),
        (_, var state) when wish.KeepsBootTask && !(neverRan && state == BootTaskState.Absent) => new(
            Severity.Warning, Subject, $"The boot task is {state.ToString().ToLowerInvariant()}, though scheduled {wish.InWords}",
            NotRenewed, wish.Starts == StartFrequency.PerBoot ? "openlaunch schedule --per-boot" : PerInstance),
        (_, BootTaskState.Disabled) => new(
            Severity.Info, Subject, $"The boot task is disabled (scheduled: {wish.InWords})",
            $"{NotRenewed}: {PerInstance} does that"),
        _ when neverRan => new(Severity.Info, Subject, "There is no boot task"),
        _ => new(Severity.Warning, Subject, "There is no boot task", NotRenewed, PerInstance),
    };

    private static Finding SystemsManager(Fact<ServiceStatus?> agent) => (agent.Problem, agent.Value) switch
    {
        ({ } problem, _) => new(Severity.Warning, Subject, "The Systems Manager agent cannot be read", problem),
        (_, null) => new(Severity.Info, Subject, "The Systems Manager agent is not installed"),
        (_, { State: ServiceState.Running, StartType: ServiceStartType.Automatic }) => new(
            Severity.Info, Subject, "The Systems Manager agent runs"),
        (_, var status) => new(
            Severity.Warning, Subject, "The Systems Manager agent does not run, or not after the next start",
            $"{status.State.ToString().ToLowerInvariant()}, start type {status.StartType.ToString().ToLowerInvariant()}",
            "openlaunch run-step startSsm"),
    };

    private static IEnumerable<Finding> Replaced(Fact<IReadOnlyList<string>> enabledAgain)
    {
        if (enabledAgain.Problem is { } problem)
            yield return new(Severity.Warning, Subject, "Which launch agents were replaced cannot be read", problem);
        foreach (var part in enabledAgain.Value ?? [])
        {
            yield return new(
                Severity.Warning, Subject, $"{part} was replaced, and starts again",
                "its installation enables it, as a package of Systems Manager does daily; each run of openlaunch disables it",
                "openlaunch install --replace-ec2launch");
        }
    }

    private static Finding Other(OtherAgent other) => other.IsActive == false
        ? new(Severity.Info, Subject, $"{other.Name} is installed too, and does not start by itself")
        : new(
            Severity.Warning, Subject, $"{other.Name} is installed too, and acts at each start or may",
            "two launch agents set two passwords and two sets of routes", other.HowToDisable);
}
