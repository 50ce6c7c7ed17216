using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Scripts;

/// <summary>Runs one process to its end.</summary>
public interface IProcessRunner
{
    /// <summary>
    /// Runs a process with its output in files, whose folder exists. On cancellation its whole tree is killed; a detached one is
    /// let go.
    /// </summary>
    /// <param name="start">What to run and as whom.</param>
    /// <param name="cancellationToken">Cancelled on timeout; for a detached process, when the run ends.</param>
    /// <returns>The process's exit code.</returns>
    /// <exception cref="ScriptStartException">The process cannot be started here.</exception>
    /// <exception cref="AccountRefusedException">Whoever runs the agent may not start one under another account.</exception>
    Task<int> RunAsync(ProcessStart start, CancellationToken cancellationToken);
}

/// <summary>A process cannot be started here; those after it are run all the same.</summary>
/// <param name="message">What cannot be started, why, and what to do.</param>
public class ScriptStartException(string message) : MachineException(message);

/// <summary>Whoever runs the agent may not start processes under another account; it can run the process itself.</summary>
/// <param name="message">What was refused.</param>
public sealed class AccountRefusedException(string message) : ScriptStartException(message);
