using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using OpenLaunch.Core.Binding;

namespace OpenLaunch.Steps.Scripts;

/// <summary>The inputs of <see cref="ExecuteScriptStep"/>: those of EC2Launch v2, and <c>check</c>.</summary>
public sealed record ExecuteScriptInputs
{
    /// <summary>The scripts, run one after the other.</summary>
    [WholeInputs, Required, MinLength(1), Description("The scripts, run one after the other")]
    public IReadOnlyList<ScriptItem> Scripts { get; init; } = [];
}

/// <summary>One script.</summary>
public sealed record ScriptItem
{
    /// <summary>Whether it runs once for this instance or whenever the step runs. Default: always.</summary>
    [Description("Whether it runs once for this instance or whenever the step runs")]
    public ScriptFrequency Frequency { get; init; } = ScriptFrequency.Always;

    /// <summary>The shell that it is written for.</summary>
    [Description("The shell that it is written for")]
    public required ScriptLanguage Type { get; init; }

    /// <summary>The account: <c>admin</c> is the administrator whose password this run has set, else LocalSystem.</summary>
    [Description("The account; admin is the administrator whose password this run has set, else LocalSystem")]
    public ScriptAccount RunAs { get; init; } = ScriptAccount.LocalSystem;

    /// <summary>The script's text.</summary>
    [MinLength(1), Description("The script's text")]
    public required string Content { get; init; }

    /// <summary>
    /// A script in the same shell that changes nothing; exit code 0 means that there is nothing to do. It runs in a dry run too.
    /// Null: the script always has something to do.
    /// </summary>
    [Description("A script in the same shell that changes nothing; exit code 0: there is nothing to do. Runs in a dry run too")]
    public string? Check { get; init; }

    /// <summary>Arguments to PowerShell, not to the script, in place of its default ones.</summary>
    [Description("Arguments to PowerShell, not to the script")]
    public IReadOnlyList<string>? Arguments { get; init; }

    /// <summary>Whether nobody waits for the script; its exit code then means nothing. Default: false.</summary>
    [Description("Whether nobody waits for the script; its exit code then means nothing")]
    public bool Detach { get; init; }
}
