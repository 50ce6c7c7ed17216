using System.Net;
using OpenLaunch.Steps.Routes;

namespace OpenLaunch.Steps.Diagnosis;

/// <summary>A diagnosis in one sentence, and the one command to begin with.</summary>
/// <param name="Sentence">The cause where one is known, else the worst finding.</param>
/// <param name="Command">What to type; null where nothing is wrong, or no command mends it.</param>
internal sealed record DiagnosisSummary(string Sentence, string? Command)
{
    /// <summary>Sums up. Pure.</summary>
    public static DiagnosisSummary Of(MachineFacts facts, IReadOnlyList<Finding> findings)
    {
        var wrong = findings.Where(finding => finding.Severity != Severity.Info)
            .OrderByDescending(finding => finding.Severity).ToList();
        if (wrong.Count == 0)
            return new("All is well.", null);
        var plan = facts is { Adapters.Value: { } adapters, Routes.Value: { } routes }
            ? RoutePlanner.Plan(adapters, routes, facts.WantsPersistentRoutes)
            : null;
        if (plan is { Selection.Primary: null })
            return new("No adapter can carry the routes to the services of EC2; mend that first.", FirstCommand());
        if (plan is not null && Moved(plan) is { } moved)
            return new($"{moved}{Consequences(wrong)}.", Finding.Repair);
        if (plan is not null && Missing(plan) is > 0 and var missing)
            return new($"This machine lacks {missing} routes to the services of EC2{Consequences(wrong)}.", Finding.Repair);
        var more = wrong.Count > 1 ? $" ({wrong.Count - 1} more below)" : "";
        return new($"{wrong[0].What}{more}.", FirstCommand());

        string? FirstCommand() => wrong.Select(finding => finding.Command).FirstOrDefault(command => command is not null);
    }

    /// <summary>Routes that name what is no gateway here: they came with the disk.</summary>
    private static string? Moved(RoutePlan plan)
    {
        var stale = plan.Edits.Where(edit => edit is { Kind: RouteEditKind.Remove, Reason: RouteStaleness.NotAGateway })
            .Select(edit => edit.Route).ToList();
        var right = plan.Edits.Where(edit => edit.Kind == RouteEditKind.Add).Select(edit => edit.Route.Gateway).ToList();
        if (stale.Count == 0)
            return null;
        var count = stale.Select(route => route.Destination).Distinct().Count();
        return "This machine was moved from another subnet: "
            + $"{count} of its routes name {Names(stale.Select(route => route.Gateway))}"
            + (right.Count > 0 ? $", the gateway is {Names(right)}" : "");
    }

    private static int Missing(RoutePlan plan) => plan.Edits.Count(
        edit => edit is { Kind: RouteEditKind.Add, Route.Store: RouteStore.Active });

    /// <summary>What does not work for want of routes.</summary>
    private static string Consequences(IEnumerable<Finding> wrong)
    {
        var subjects = wrong.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Subject).ToHashSet();
        List<string> without =
        [
            .. subjects.Contains("metadata") ? new[] { "metadata does not answer" } : [],
            .. subjects.Contains("licence") ? new[] { "Windows is not activated" } : [],
        ];
        return without.Count == 0 ? "" : $"; {string.Join(" and ", without)}";
    }

    private static string Names(IEnumerable<IPAddress> gateways) => string.Join(" and ", gateways.Distinct());
}
