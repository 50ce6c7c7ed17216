namespace OpenLaunch.Steps.Reboot;

/// <summary>The ways to have this machine restarted.</summary>
internal interface IRestart
{
    /// <summary>Asks the operating system for a planned restart, at once and of whatever runs.</summary>
    /// <returns>Why not; null when it was accepted, or is under way already.</returns>
    RestartRefusal? Ask(string reason);

    /// <summary>Has the operating system's own tool ask for it.</summary>
    /// <returns>Why not; null when it was accepted.</returns>
    Task<string?> RunToolAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Stays alive after an accepted one: on Windows until the process is ended, so it returns only when it was not.
    /// </summary>
    /// <returns>Whether the machine has restarted, which a process on it never sees.</returns>
    Task<bool> StayAsync(TimeSpan bound, CancellationToken cancellationToken);
}

/// <summary>Why a restart was refused.</summary>
/// <param name="PassesBy">Whether the same call may be accepted a little later.</param>
internal sealed record RestartRefusal(string Message, bool PassesBy);
