using System.Text.RegularExpressions;

namespace OpenLaunch.Runner.Tests.Acceptance;

/// <summary>On which builds of Windows every check of an adapter passed, as results of the acceptance say.</summary>
internal static partial class AcceptedBuilds
{
    /// <param name="results">Texts of results, each with the lines of one or several stages.</param>
    /// <returns>The builds by the adapters, as docs/verified.md names them.</returns>
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<string> results)
    {
        var seen = new List<(string Adapter, string Build, bool Passed)>();
        foreach (var result in results)
        {
            string? build = null;
            foreach (var line in result.Split('\n', StringSplitOptions.TrimEntries))
            {
                if (Windows.Match(line) is { Success: true } windows)
                    build = windows.Groups[1].Value;
                else if (Check.Match(line) is { Success: true } check)
                {
                    build ??= "an unknown build";
                    seen.Add((check.Groups[2].Value, build, check.Groups[1].Value == "PASS"));
                }
            }
        }

        return seen.GroupBy(one => one.Adapter).Select(adapter => (adapter.Key, Builds: string.Join(", ", adapter
                .GroupBy(one => one.Build).Where(build => build.All(one => one.Passed))
                .Select(build => build.Key).Order(StringComparer.Ordinal))))
            .Where(adapter => adapter.Builds.Length > 0).ToDictionary(adapter => adapter.Key, adapter => adapter.Builds);
    }

    [GeneratedRegex(@"^WINDOWS (\d+\.\d+) \|")]
    private static partial Regex Windows { get; }

    [GeneratedRegex(@"^(PASS|FAIL) (Windows\w+) \|")]
    private static partial Regex Check { get; }
}
