using System.Globalization;
using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Steps.RegistryValues;

namespace OpenLaunch.Steps.DnsSuffix;

/// <summary>Puts suffixes into the list that Windows tries for short names.</summary>
[Step("setDnsSuffix", "Adds DNS suffixes to those that Windows tries for short names")]
public sealed class SetDnsSuffixStep(IMachineRegistry registry) : Step<SetDnsSuffixInputs>
{
    private const string Parameters = @"SYSTEM\CurrentControlSet\Services\Tcpip\Parameters";
    private const string Client = @"SYSTEM\CurrentControlSet\Services\Dnscache\Parameters";
    private const string Policy = @"SOFTWARE\Policies\Microsoft\Windows NT\DNSClient";
    private const string ClientService = "Dnscache";
    private const int LeastLevel = 2; // what Windows takes where nothing is set

    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(
        SetDnsSuffixInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        if (registry.Read(Policy, "SearchList") is { Length: > 0 })
            return StepOutcome.Skipped("a group policy sets the DNS suffixes of this machine");
        var (suffixes, unknown) = await ResolveAsync(inputs.Wanted, context, cancellationToken);
        foreach (var reason in unknown)
            context.Logger.LogWarning("{Reason}", reason);
        if (suffixes.Count == 0)
            return StepOutcome.Skipped(string.Join("; ", unknown));

        var list = SuffixPlanner.Plan(Read(), suffixes, inputs.Position);
        var edit = new RegistryEdit(Parameters, "SearchList", string.Join(',', list), IsNumber: false, "the DNS suffixes");
        await RegistryEdits.ApplyAsync(registry, [edit], ClientService, context, cancellationToken);
        return StepOutcome.Done;
    }

    private SuffixFacts Read() => new(
        List(Parameters, "SearchList"),
        registry.Read(Parameters, "Domain") ?? "",
        registry.Read(Parameters, "NV Domain") ?? "",
        [.. registry.SubKeys($@"{Parameters}\Interfaces").Select(name => $@"{Parameters}\Interfaces\{name}")
            .Select(key => registry.Read(key, "Domain") is { Length: > 0 } own ? own : registry.Read(key, "DhcpDomain") ?? "")],
        registry.Read(Parameters, "UseDomainNameDevolution") == "1" ? Level() : null);

    private int Level() =>
        int.TryParse(registry.Read(Client, "DomainNameDevolutionLevel"), CultureInfo.InvariantCulture, out var level)
            ? Math.Max(level, LeastLevel)
            : LeastLevel;

    private string[] List(string key, string name) => (registry.Read(key, name) ?? "")
        .Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The suffixes with their variables resolved, and why some are not.</summary>
    private static async Task<(List<string> Suffixes, List<string> Unknown)> ResolveAsync(
        IReadOnlyList<string> wanted, StepContext context, CancellationToken cancellationToken)
    {
        List<string> suffixes = [], unknown = [];
        foreach (var suffix in wanted)
        {
            var resolved = suffix;
            string? problem = null;
            foreach (var (variable, path) in Variables.Where(pair => suffix.Contains(pair.Variable, StringComparison.Ordinal)))
            {
                var (value, why) = await AskAsync(path, context, cancellationToken);
                problem ??= why;
                resolved = resolved.Replace(variable, value, StringComparison.Ordinal);
            }

            if (problem is null)
                suffixes.Add(resolved);
            else
                unknown.Add($"{suffix} is left out, for its variable is not known: {problem}");
        }

        return (suffixes, unknown);
    }

    private static readonly (string Variable, string Path)[] Variables =
        [("$REGION", "meta-data/placement/region"), ("$AZ", "meta-data/placement/availability-zone")];

    private static async Task<(string Value, string? Problem)> AskAsync(
        string path, StepContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await context.Metadata.GetAsync(path, cancellationToken) is { } value
                ? (value.Trim(), null)
                : ("", $"instance metadata has no {path}");
        }
        catch (MetadataException refusal)
        {
            return ("", refusal.Message);
        }
    }
}
