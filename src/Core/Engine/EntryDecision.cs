namespace OpenLaunch.Core.Engine;

/// <summary>Whether a plan entry runs, and why.</summary>
public abstract record EntryDecision
{
    private EntryDecision()
    {
    }

    /// <summary>It runs.</summary>
    /// <param name="Resumed">Whether it goes on after the reboot it asked for.</param>
    /// <param name="Note">What is special about it, e.g. that an earlier attempt was interrupted.</param>
    public sealed record Run(bool Resumed, string? Note) : EntryDecision;

    /// <summary>It does not run.</summary>
    /// <param name="Reason">Why, for people.</param>
    public sealed record Skip(string Reason) : EntryDecision;
}
