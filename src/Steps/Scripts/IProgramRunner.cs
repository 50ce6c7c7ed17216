namespace OpenLaunch.Steps.Scripts;

/// <summary>Runs one program to its end.</summary>
public interface IProgramRunner
{
    /// <summary>
    /// Runs a program with its output in files. On cancellation its whole process tree is killed; a detached one is let go.
    /// </summary>
    /// <param name="program">What to run.</param>
    /// <param name="cancellationToken">Cancelled on timeout; for a detached program, when the run ends.</param>
    /// <returns>The program's exit code.</returns>
    /// <exception cref="ScriptStartException">The program cannot be started.</exception>
    Task<int> RunAsync(ProgramExecution program, CancellationToken cancellationToken);
}
