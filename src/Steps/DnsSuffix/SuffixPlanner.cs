namespace OpenLaunch.Steps.DnsSuffix;

/// <summary>What Windows says of the names that it puts behind a short one.</summary>
/// <param name="SearchList">The suffixes that are tried, in their order; empty: Windows makes its own of the rest.</param>
/// <param name="Domain">The primary suffix in force.</param>
/// <param name="NextDomain">The primary suffix from the next start on (<c>NV Domain</c>).</param>
/// <param name="AdapterDomains">Those of the adapters.</param>
/// <param name="DevolutionLevel">The fewest labels of a parent of the primary suffix that is tried too; null: none is.</param>
internal sealed record SuffixFacts(
    IReadOnlyList<string> SearchList, string Domain, string NextDomain, IReadOnlyList<string> AdapterDomains,
    int? DevolutionLevel);

/// <summary>
/// Decides the search list. Once there is one, Windows tries nothing else: so what it tries without one belongs in it (EC2 User
/// Guide, "Configure DNS suffixes for Windows launch agents").
/// </summary>
internal static class SuffixPlanner
{
    /// <summary>The list that is to be: all that is there, in its order, and what is missing, each once.</summary>
    public static IReadOnlyList<string> Plan(SuffixFacts facts, IReadOnlyList<string> suffixes, SuffixPosition position)
    {
        IEnumerable<string> own = [facts.Domain, .. Parents(facts), facts.NextDomain, .. facts.AdapterDomains];
        IEnumerable<string> all = position == SuffixPosition.First
            ? [.. suffixes.Where(suffix => !Has(facts.SearchList, suffix)), .. facts.SearchList, .. own]
            : [.. facts.SearchList, .. own, .. suffixes];
        return [.. all.Where(suffix => suffix.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private static IEnumerable<string> Parents(SuffixFacts facts)
    {
        if (facts.DevolutionLevel is not { } level)
            yield break;
        var labels = facts.Domain.Split('.');
        for (var first = 1; labels.Length - first >= level; first++)
            yield return string.Join('.', labels[first..]);
    }

    private static bool Has(IEnumerable<string> list, string suffix) => list.Contains(suffix, StringComparer.OrdinalIgnoreCase);
}
