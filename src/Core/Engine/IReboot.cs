namespace OpenLaunch.Core.Engine;

/// <summary>Restarts the machine. Only the engine calls it, after the journal is on disk.</summary>
public interface IReboot
{
    /// <summary>Asks the operating system for a planned restart and returns once the request is accepted.</summary>
    /// <param name="reason">Shown to people who look up why the machine restarted.</param>
    /// <param name="cancellationToken">Cancels the request, not the restart.</param>
    Task RequestAsync(string reason, CancellationToken cancellationToken);
}
