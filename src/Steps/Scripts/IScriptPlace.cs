using System.Security.Cryptography;
using System.Text;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Scripts;

/// <summary>
/// Where the scripts and programs of a step stand, and the rule they run by. An entry of a plan has <see cref="PlanPlace"/>;
/// user data hands in its own as the step's context.
/// </summary>
internal interface IScriptPlace
{
    /// <summary>The context that keeps what became of each script.</summary>
    StepContext Journal { get; }

    /// <summary>The ordinal of the step's first script, from 1.</summary>
    int First { get; }

    /// <summary>How many there are in all, for "batch script 2 of 5".</summary>
    int Count { get; }

    /// <summary>The rule that the scripts run by.</summary>
    ScriptRule Rule { get; }

    /// <summary>The name under which <see cref="Journal"/> keeps what became of a script.</summary>
    /// <param name="kind"><c>script</c> or <c>program</c>.</param>
    string KeyOf(string kind, int ordinal, string text);

    /// <summary>What its files of output are called, without <c>-output.log</c> and <c>-errors.log</c>.</summary>
    string FileOf(int ordinal);
}

/// <summary>The rule that scripts run by.</summary>
internal sealed record ScriptRule
{
    /// <summary>Whether this instance has run another text in this place, so that no script with <c>once</c> runs.</summary>
    public bool IsTextChanged { get; init; }

    /// <summary>Whether scripts run although they are finished, given up or changed.</summary>
    public bool IsForced { get; init; }

    /// <summary>Whether one attempt that came to its end is all, whatever its exit code; else a failure is tried again.</summary>
    public bool OneAttempt { get; init; }

    /// <summary>Whether a failed script runs again in spite of <see cref="OneAttempt"/>.</summary>
    public bool RetryFailed { get; init; }

    /// <summary>How many of the last lines of its error output a failure repeats.</summary>
    public int ErrorLines { get; init; }

    /// <summary>The longest that a script may take which states no timeout of its own; null: no bound but the step's.</summary>
    public TimeSpan? DefaultTimeout { get; init; }

    /// <summary>Whether a program is told by its file's name, too: user data counts other tasks along with it.</summary>
    public bool NamesPrograms { get; init; }

    /// <summary>Whether the exit codes of cloudbase-init count, beside those of Windows.</summary>
    public bool HasCloudbaseInitExitCodes { get; init; }

    /// <summary>How often one script may ask for a reboot before it fails; null: the engine bounds the reboots.</summary>
    public int? MaxReboots { get; init; }
}

/// <summary>The place of the scripts of a plan's entry. Another text is another script, so nothing counts as changed.</summary>
internal sealed class PlanPlace(StepContext context, int count) : IScriptPlace
{
    public StepContext Journal => context;

    public int First => 1;

    public int Count => count;

    public ScriptRule Rule { get; } = new() { IsForced = context.Force };

    public string KeyOf(string kind, int ordinal, string text) =>
        $"script{ordinal}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]}";

    public string FileOf(int ordinal) =>
        $"{string.Concat(context.Name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'))}-{ordinal}";
}
