namespace OpenLaunch.Core.Journal;

/// <summary>Another run holds the run lock.</summary>
/// <param name="holder">Who holds it.</param>
public sealed class RunLockedException(string holder)
    : Exception($"Another run is under way: {holder}. Wait for it with 'openlaunch status --wait'.")
{
    /// <summary>Who holds the lock.</summary>
    public string Holder { get; } = holder;
}
