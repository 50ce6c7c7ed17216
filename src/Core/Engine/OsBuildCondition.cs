using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace OpenLaunch.Core.Engine;

/// <summary>A condition on the operating system's build: <c>20348</c>, <c>&gt;=17763</c>, <c>&lt;26100.1</c>.</summary>
public sealed partial class OsBuildCondition
{
    /// <summary>The grammar, as the JSON schema tells it.</summary>
    internal const string Pattern = @"^(([<>]=?) *)?([0-9]{1,9})(\.([0-9]{1,9}))?$";

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
        var match = Form().Match(text);
        var revision = match.Groups[5];
        // "$" stands before a last line feed too.
        condition = match.Length == text.Length && match.Success
            ? new(match.Groups[2].Value, new(Number(match.Groups[3]), revision.Success ? Number(revision) : 0), !revision.Success)
            : null;
        return condition is not null;
    }

    /// <summary>Whether a build meets the condition. Without a revision in the condition the revision does not count.</summary>
    /// <param name="osBuild">The build with its revision, e.g. <c>20348.2849</c>.</param>
    public bool Holds(string osBuild)
    {
        if (!Version.TryParse(osBuild.Contains('.') ? osBuild : osBuild + ".0", out var actual))
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

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(Pattern)]
    private static partial Regex Form();
}
