namespace OpenLaunch.Steps.WinRm;

/// <summary>What is to be, beside what is: each part is null or empty where nothing is to be done.</summary>
/// <param name="Certificate">That of the listener; null: a new one.</param>
/// <param name="Stale">Certificates of ours that nothing uses then.</param>
internal sealed record WinRmPlan(
    bool SetsListener, string? Certificate, bool RemovesListener, bool SetsBasic, bool SetsRule, IReadOnlyList<string> Stale);

/// <summary>Compares Windows Remote Management with what is asked for.</summary>
internal static class WinRmPlanner
{
    // Before a certificate ends its place is taken by a new one, at a run of the plan long enough before.
    private static readonly TimeSpan Reserve = TimeSpan.FromDays(30);

    /// <param name="name">The machine's name.</param>
    public static WinRmPlan Plan(WinRmFacts facts, ConfigureWinRmInputs inputs, string name, DateTimeOffset now)
    {
        var ours = facts.Certificates.Select(certificate => certificate.Thumbprint).ToList();
        var listens = facts.Listener;
        var isOurs = listens is not null && ours.Contains(listens.Thumbprint);
        if (inputs.Ensure == WinRmPresence.Absent)
            return new(false, null, isOurs, false, SetsRule: facts.Rule is not null, ours);
        var good = facts.Certificates.Where(certificate => certificate.Ends > now + Reserve
            && string.Equals(certificate.Name, name, StringComparison.OrdinalIgnoreCase)).ToList();
        // A certificate of somebody else, such as one of the domain's authority, is better than any of ours.
        var certificate = listens is not null && !isOurs ? listens.Thumbprint
            : good.Find(one => one.Thumbprint == listens?.Thumbprint)?.Thumbprint ?? good.FirstOrDefault()?.Thumbprint;
        return new(
            SetsListener: certificate is null || listens != new WinRmListener(inputs.Port, certificate), certificate,
            RemovesListener: false, SetsBasic: facts.AllowsBasic != inputs.Basic, SetsRule: facts.Rule != RuleOf(inputs),
            [.. ours.Where(one => one != certificate)]);
    }

    public static WinRmRule? RuleOf(ConfigureWinRmInputs inputs) =>
        inputs.Ensure == WinRmPresence.Absent || inputs.Firewall == WinRmFirewall.None
            ? null
            : new(inputs.Port, inputs.Firewall == WinRmFirewall.Any);
}
