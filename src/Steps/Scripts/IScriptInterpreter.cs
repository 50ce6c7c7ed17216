using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Scripts;

/// <summary>Runs one script to its end.</summary>
public interface IScriptInterpreter
{
    /// <summary>
    /// Runs a script with its output in files. On cancellation its whole process tree is killed; a detached script is let go.
    /// </summary>
    /// <param name="script">What to run and as whom.</param>
    /// <param name="cancellationToken">Cancelled on timeout; for a detached script, when the run ends.</param>
    /// <returns>The process's exit code.</returns>
    /// <exception cref="ScriptStartException">The interpreter cannot be started here.</exception>
    Task<int> RunAsync(ScriptExecution script, CancellationToken cancellationToken);
}

/// <summary>A script to run.</summary>
public sealed record ScriptExecution
{
    /// <summary>The script's language.</summary>
    public required ScriptLanguage Language { get; init; }

    /// <summary>The text, byte for byte as the user sent it.</summary>
    public required string Content { get; init; }

    /// <summary>Arguments for the interpreter (not for the script), or null for the default.</summary>
    public string? Arguments { get; init; }

    /// <summary>The administrator to run as, or null for LocalSystem.</summary>
    public string? UserName { get; init; }

    /// <summary>The administrator's password, when <see cref="UserName"/> is set.</summary>
    public SecretText? Password { get; init; }

    /// <summary>
    /// Whether nobody waits for the script, so that it may outlive the agent. Default: false.
    /// </summary>
    public bool Detach { get; init; }

    /// <summary>The file that gets the exit code of a detached process when it ends; null: none does.</summary>
    public string? ResultPath { get; init; }

    /// <summary>The file that standard output is streamed to.</summary>
    public required string OutputPath { get; init; }

    /// <summary>The file that standard error is streamed to.</summary>
    public required string ErrorPath { get; init; }
}
