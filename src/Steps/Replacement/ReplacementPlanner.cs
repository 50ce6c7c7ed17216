using OpenLaunch.Steps.Services;

namespace OpenLaunch.Steps.Replacement;

/// <summary>Decides what is disabled, what is remembered, and what is restored.</summary>
internal static class ReplacementPlanner
{
    /// <summary>What to remember, so that it can be restored: how each part stood before it was first disabled by us.</summary>
    public static IReadOnlyList<AgentPartStart> Remember(
        IReadOnlyList<AgentPartStart> found, IReadOnlyList<AgentPartStart> remembered)
    {
        // A part that starts again although it was disabled was set so since, by its own update for one: that counts now.
        var starting = found.Where(part => part.Start != ServiceStartType.Disabled).ToList();
        return [.. remembered.Where(old => !starting.Exists(part => part.Part == old.Part)), .. starting];
    }

    /// <summary>The parts to disable.</summary>
    public static IReadOnlyList<AgentPartStart> Disable(IReadOnlyList<AgentPartStart> found) =>
        [.. found.Where(part => part.Start != ServiceStartType.Disabled)];

    /// <summary>The parts that start although they were replaced.</summary>
    public static IReadOnlyList<AgentPartStart> EnabledAgain(
        IReadOnlyList<AgentPartStart> found, IReadOnlyList<AgentPartStart> remembered) =>
        [.. Disable(found).Where(part => remembered.Any(old => old.Part == part.Part))];

    /// <summary>What to restore, and what cannot be since it is gone.</summary>
    public static (IReadOnlyList<AgentPartStart> Changed, IReadOnlyList<AgentPart> Gone) Restore(
        IReadOnlyList<AgentPartStart> found, IReadOnlyList<AgentPartStart> remembered)
    {
        var present = found.ToDictionary(part => part.Part, part => part.Start);
        return (
            [.. remembered.Where(old => present.TryGetValue(old.Part, out var start) && start != old.Start)],
            [.. remembered.Select(old => old.Part).Where(part => !present.ContainsKey(part))]);
    }
}
