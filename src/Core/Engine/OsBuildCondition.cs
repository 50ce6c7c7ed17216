using System.Diagnostics.CodeAnalysis;

namespace OpenLaunch.Core.Engine;

/// <summary>A condition on the operating system's build: <c>20348</c>, <c>&gt;=17763</c>, <c>&lt;26100.1</c>.</summary>
public sealed class OsBuildCondition
{
    private static readonly string[] Operators = [">=", "<=", ">", "<"];

    private readonly string comparison;
    private readonly Version build;
    private readonly bool wholeBuild;

    private OsBuildCondition(string comparison, Version build, bool wholeBuild) =>
        (this.comparison, this.build, this.wholeBuild) = (comparison, build, wholeBuild);

    /// <summary>Reads a condition.</summary>
    /// <param name="text">The condition as written.</param>
    /// <param name="condition">The condition, when it is one.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out OsBuildCondition? condition)
    {
        var comparison = Operators.FirstOrDefault(text.StartsWith) ?? "";
        var number = text[comparison.Length..].Trim();
        condition = TryParseBuild(number) is { } build ? new(comparison, build, !number.Contains('.')) : null;
        return condition is not null;
    }

    /// <summary>Whether a build meets the condition. Without a revision in the condition the revision does not count.</summary>
    /// <param name="osBuild">The build with its revision, e.g. <c>20348.2849</c>.</param>
    public bool Holds(string osBuild)
    {
        if (TryParseBuild(osBuild) is not { } actual)
            return false;
        var order = (wholeBuild ? new Version(actual.Major, 0) : actual).CompareTo(build);
        return comparison switch
        {
            ">=" => order >= 0,
            "<=" => order <= 0,
            ">" => order > 0,
            "<" => order < 0,
            _ => order == 0,
        };
    }

    private static Version? TryParseBuild(string text) =>
        Version.TryParse(text.Contains('.') ? text : text + ".0", out var version) ? version : null;
}
