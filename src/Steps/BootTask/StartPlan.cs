using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;

namespace OpenLaunch.Steps.BootTask;

/// <summary>Inputs of a step that may ask it to do something at each start, whatever the frequency of its entry.</summary>
internal interface IEachStartInputs
{
    /// <summary>Whether they do.</summary>
    bool AsksForEachStart { get; }
}

/// <summary>What a start of Windows runs of the plan.</summary>
/// <param name="Plan">The plan; entries that are left out have their reason.</param>
/// <param name="IsRoutine">Whether nothing is left but routes, time and activation.</param>
internal sealed record StartPlan(Plan Plan, bool IsRoutine)
{
    /// <summary>The key under which user data keeps whether it is to run at each start.</summary>
    public const string EachStartKey = "eachStart";

    /// <summary>What begins the identity of a machine whose firmware gives none: a copy of the disk has the same.</summary>
    public const string CopiedWithDisk = "windows-";

    private const string Settled = "done on this instance, and scheduled per instance";

    /// <summary>
    /// What needs no metadata and may be other after each start: an image of which Setup is not over, the routes and with them
    /// the time, the licence.
    /// </summary>
    private static readonly string[] Routine = ["waitForSysprep", "addRoutes", "activateWindows"];

    /// <summary>Decides. Pure: reads nothing.</summary>
    public static StartPlan Of(Plan plan, StartFrequency? starts, JournalHistory history, string machineId, string bootId)
    {
        if (starts != StartFrequency.PerInstance || machineId.StartsWith(CopiedWithDisk, StringComparison.Ordinal))
            return new(plan, IsRoutine: false);
        var identity = new InstanceIdentity(history.LastInstanceId(machineId), machineId, FromMetadata: false);
        if (history.IsFirstBoot(identity))
            return new(plan, IsRoutine: false);
        var groups = plan.Groups.Select(group => new PlanGroup([.. group.Entries.Select(
            entry => Runs(entry, history, identity, bootId) ? entry : entry with { SkipReason = Settled })])).ToList();
        return new(
            new(groups),
            groups.SelectMany(group => group.Entries).All(entry =>
                !entry.Enabled || entry.SkipReason is not null || Routine.Contains(entry.Definition.Name)));
    }

    /// <summary>
    /// The plan with the steps of each start: an entry of the plan that has the step runs at each start, else one is added.
    /// </summary>
    /// <exception cref="ConfigurationException">There is no such step, or its inputs are not valid.</exception>
    public static Plan With(Plan plan, IEnumerable<ScheduledStep> steps, StepCatalogue catalogue) =>
        steps.Aggregate(plan, (current, scheduled) => With(current, scheduled, catalogue));

    private static Plan With(Plan plan, ScheduledStep scheduled, StepCatalogue catalogue)
    {
        if (plan.Entries.Any(IsOfStep))
        {
            return new([.. plan.Groups.Select(group => new PlanGroup(
                [.. group.Entries.Select(entry => IsOfStep(entry) ? AtEachStart(entry) : entry)]))]);
        }

        const string File = "schedule";
        var added = OneStepPlan.Read(catalogue, scheduled.Step, OneStepPlan.MapOf(scheduled.Inputs, File), File).Entries
            .Select(entry => AtEachStart(entry) with { Name = $"scheduled-{entry.Name}" });
        return new([.. plan.Groups, .. Plan.Of(added).Groups]);

        bool IsOfStep(PlanEntry entry) => entry.Enabled && entry.Definition.Name == scheduled.Step;

        static PlanEntry AtEachStart(PlanEntry entry) => entry with { Frequency = StepFrequency.Always, AsksForAlways = true };
    }

    private static bool Runs(PlanEntry entry, JournalHistory history, InstanceIdentity identity, string bootId) =>
        entry.AsksForAlways
        || Routine.Contains(entry.Definition.Name)
        || entry.Inputs is IEachStartInputs { AsksForEachStart: true }
        || history.Recall(entry.Name, EachStartKey, identity) == "true"
        || !history.Of(entry.Name, identity, bootId).IsSettled;
}
