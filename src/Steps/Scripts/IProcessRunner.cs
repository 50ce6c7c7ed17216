using System.Text.RegularExpressions;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Accounts;

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

/// <summary>A process to start: what, as whom, and where its output goes.</summary>
public sealed record ProcessStart
{
    /// <summary>What runs.</summary>
    public required ProcessCommand Command { get; init; }

    /// <summary>The administrator to run as, or null for LocalSystem.</summary>
    public AdminLogon? Logon { get; init; }

    /// <summary>The account's name, for people.</summary>
    public string Account => Logon?.UserName ?? "LocalSystem";

    /// <summary>Whether nobody waits for the process, so that it may outlive the agent. Default: false.</summary>
    public bool Detach { get; init; }

    /// <summary>The boot that the process is started in: by it a later run knows what a detached one has left.</summary>
    public string BootId { get; init; } = "";

    /// <summary>The file that standard output is streamed to, <c>…-output.log</c>.</summary>
    public required string OutputPath { get; init; }

    /// <summary>The file that standard error is streamed to.</summary>
    public required string ErrorPath { get; init; }

    /// <summary>The file that gets the exit code of a detached process when it ends; null for others.</summary>
    internal string? ResultPath => Detach ? DetachedResult.Of(OutputPath).Path : null;
}

/// <summary>What a process runs: a closed set.</summary>
public abstract partial record ProcessCommand
{
    private ProcessCommand()
    {
    }

    /// <summary>What it is, for people: <c>PowerShell script</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>A script.</summary>
    /// <param name="Language">The shell that runs it.</param>
    /// <param name="Content">The text, byte for byte as the user sent it.</param>
    /// <param name="Arguments">Arguments for the shell (not for the script), as written; null for the default ones.</param>
    public sealed record Script(ScriptLanguage Language, string Content, string? Arguments = null) : ProcessCommand
    {
        /// <inheritdoc/>
        public override string Kind => Language == ScriptLanguage.PowerShell ? "PowerShell script" : "batch script";
    }

    /// <summary>A program.</summary>
    /// <param name="Path">Its path, or its name when it is on the search path.</param>
    /// <param name="Arguments">Its arguments, each as the program is to see it.</param>
    public sealed partial record Program(string Path, IReadOnlyList<string> Arguments) : ProcessCommand
    {
        /// <summary>The path for people, without arguments that somebody has put into it: a secret may be among them.</summary>
        internal string Shown => ArgumentsIn().Match(Path) is { Success: true, Index: var at } ? $"{Path[..at]} …" : Path;

        /// <inheritdoc/>
        public override string Kind => "program";

        [GeneratedRegex(@"(?<=\.(exe|com|cmd|bat|msi)""?)\s.*|\s[/-]\S.*", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
        private static partial Regex ArgumentsIn();
    }
}

/// <summary>The shell that a script is written for.</summary>
public enum ScriptLanguage
{
    /// <summary>The Windows command interpreter, cmd.exe.</summary>
    Batch,

    /// <summary>Windows PowerShell.</summary>
    [InputKey("powershell")]
    PowerShell,
}

/// <summary>A process cannot be started here; those after it are run all the same.</summary>
/// <param name="message">What cannot be started, why, and what to do.</param>
public class ScriptStartException(string message) : MachineException(message);

/// <summary>The disk refused what a process needs before it begins, so that none has begun: the next run may do better.</summary>
internal sealed class NotBegunException(string message) : ScriptStartException(message)
{
    /// <summary>Makes what a process needs.</summary>
    public static T Prepare<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new NotBegunException(refusal.Message);
        }
    }

    /// <inheritdoc cref="Prepare{T}"/>
    public static void Prepare(Action make) => Prepare(() =>
    {
        make();
        return true;
    });
}

/// <summary>Whoever runs the agent may not start processes under another account; it can run the process itself.</summary>
/// <param name="message">What was refused.</param>
public sealed class AccountRefusedException(string message) : ScriptStartException(message);
