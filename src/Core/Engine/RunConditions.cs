namespace OpenLaunch.Core.Engine;

/// <summary>The conditions of a <c>when:</c>; all that are given must hold.</summary>
public sealed record RunConditions
{
    /// <summary>Instance types of which one must match; <c>*</c> and <c>?</c> are wildcards: <c>m5.*</c>. Empty: any.</summary>
    public IReadOnlyList<string> InstanceType { get; init; } = [];

    /// <summary>Instance tags that must have these values (wildcards as above). Needs tags in instance metadata.</summary>
    public IReadOnlyDictionary<string, string> Tag { get; init; } = new Dictionary<string, string>();

    /// <summary>The operating system build: <c>20348</c>, or with <c>&gt;=</c>, <c>&lt;=</c>, <c>&gt;</c>, <c>&lt;</c> before it.</summary>
    public string? OsBuild { get; init; }

    /// <summary>Whether this must be the first run under this instance id (true) or a later one (false).</summary>
    public bool? FirstBoot { get; init; }
}
