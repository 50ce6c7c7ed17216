using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace OpenLaunch.Steps.DnsSuffix;

/// <summary>The inputs of <see cref="SetDnsSuffixStep"/>: those of EC2Launch v2, and more.</summary>
public sealed record SetDnsSuffixInputs
{
    [StringLength(253, MinimumLength = 1), RegularExpression(@"[A-Za-z0-9$_.-]+", ErrorMessage = "must be a DNS suffix")]
    [Description("The suffixes; $REGION and $AZ stand for those of the instance")]
    public IReadOnlyList<string> Suffixes { get; init; } = [];

    [Description("Whether they stand behind what Windows has, or before it as EC2Launch v1 puts them")]
    public SuffixPosition Position { get; init; }

    // EC2Launch v2 takes its own suffix where a file has none.
    internal IReadOnlyList<string> Wanted => Suffixes.Count == 0 ? ["$REGION.ec2-utilities.amazonaws.com"] : Suffixes;
}

/// <summary>Where the suffixes stand.</summary>
public enum SuffixPosition
{
    /// <summary>Behind what is there.</summary>
    Last,

    /// <summary>Before it.</summary>
    First,
}
