using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Configuration;

/// <summary>The <c>defaults:</c> section: what holds for an entry that does not say otherwise.</summary>
internal sealed record EntryDefaults
{
    public ErrorPolicy OnError { get; init; } = ErrorPolicy.Continue;

    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(15);

    public RetrySettings? Retry { get; init; }
}
