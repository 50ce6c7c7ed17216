using OpenLaunch.Core.Documents;
using OpenLaunch.Steps.Scripts;

namespace OpenLaunch.Steps.UserData.Parsing;

/// <summary>One thing that user data asks for: a script, or a named task with inputs.</summary>
/// <param name="Name">The task's name in EC2Launch v2, or the module's name in a cloud-config document.</param>
/// <param name="Line">The line it begins on, from 1.</param>
public abstract record UserDataTask(string Name, int Line);

/// <summary>A task that is not a script, with its inputs as they were written.</summary>
/// <param name="Name">The task's or module's name.</param>
/// <param name="Inputs">
/// The inputs; null when the task takes none. Of the EC2Launch v2 tasks that take a list of items
/// (<c>executeProgram</c>, <c>writeFile</c>) each item is a task of its own.
/// </param>
/// <param name="Line">The line it begins on, from 1.</param>
public sealed record ConfiguredTask(string Name, YamlNode? Inputs, int Line) : UserDataTask(Name, Line);

/// <summary>A script to run.</summary>
/// <param name="Type">The shell that it is written for.</param>
/// <param name="RunAs">The account that it runs under.</param>
/// <param name="Frequency">How often it runs.</param>
/// <param name="Content">The script's text, exactly as it was written.</param>
/// <param name="Line">The line on which its text begins, from 1.</param>
public sealed record ExecuteScriptTask(
    ScriptLanguage Type, ScriptAccount RunAs, ScriptFrequency Frequency, string Content, int Line)
    : UserDataTask(TaskName, Line)
{
    /// <summary>The task's name in EC2Launch v2.</summary>
    public const string TaskName = "executeScript";

    /// <summary>
    /// Arguments to the shell (not to the script), which replace its default ones; null for the defaults. One entry may hold
    /// several arguments, as it was written. Always null for a batch script.
    /// </summary>
    public IReadOnlyList<string>? Arguments { get; init; }

    /// <summary>Whether nobody waits for the script; its exit code then means nothing.</summary>
    public bool Detach { get; init; }

    /// <summary>The longest that the script may take, or null where it does not say. EC2Launch v2 has no such key.</summary>
    public TimeSpan? Timeout { get; init; }
}
