using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using OpenLaunch.Core.Binding;

namespace OpenLaunch.Steps.EventLog;

/// <summary>The inputs of <see cref="SendEventLogsStep"/>, named as EC2Launch v1 names them.</summary>
public sealed record SendEventLogsInputs
{
    [Description("What is sent")]
    [Holds(typeof(EventQuery))]
    public IReadOnlyList<EventQuery> Events { get; init; } = [new() { LogName = "System" }];
}

/// <summary>Some of the newest entries of an event log.</summary>
public sealed record EventQuery
{
    [StringLength(255, MinimumLength = 1), RegularExpression(@"[^""'<>&]+", ErrorMessage = "must be the name of an event log")]
    [Description("The log")]
    public required string LogName { get; init; }

    [StringLength(255), RegularExpression(@"[^""'<>&]*", ErrorMessage = "must be the name of a source")]
    [Description("The source whose entries are sent; without it those of all")]
    public string Source { get; init; } = "";

    [Description("The level of the entries that are sent")]
    public SentLevel Level { get; init; }

    [Range(1, 999), Description("How many are sent at most, the newest")]
    public int NumEntries { get; init; } = 3;

    /// <summary>The level as events have it.</summary>
    internal int LevelNumber => (int)Level + 2;
}

/// <summary>The levels of events.</summary>
public enum SentLevel
{
    /// <summary>Errors.</summary>
    Error,

    /// <summary>Warnings.</summary>
    Warning,

    /// <summary>Information.</summary>
    Information,
}
