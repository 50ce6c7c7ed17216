using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using OpenLaunch.Core.Binding;
using OpenLaunch.Steps.BootTask;

namespace OpenLaunch.Steps.Scripts;

/// <summary>The inputs of <see cref="ExecuteScriptStep"/>: those of EC2Launch v2, and more.</summary>
public sealed record ExecuteScriptInputs : IEachStartInputs
{
    [WholeInputs, Required, AtLeast(1), Description("The scripts, run one after the other")]
    [Holds(typeof(ScriptItem))]
    public IReadOnlyList<ScriptItem> Scripts { get; init; } = [];

    // Not stated, it is 0, in user data what runUserData says.
    [Range(0, 20)]
    [Description("How many of the last lines of the error output a failure repeats, and so log and journal; default 0")]
    public int? ErrorLines { get; init; }

    bool IEachStartInputs.AsksForEachStart => Scripts.Any(item => item.Frequency == ScriptFrequency.Always);
}

/// <summary>One script.</summary>
public sealed record ScriptItem : ProcessItem
{
    [Description("The shell that it is written for")]
    [Holds(typeof(ScriptLanguage))]
    public required ScriptLanguage Type { get; init; }

    [Description("The account; admin is the administrator whose password this run has set, else LocalSystem")]
    public ScriptAccount RunAs { get; init; } = ScriptAccount.LocalSystem;

    [StringLength(int.MaxValue, MinimumLength = 1), Description("The script's text"), MayHoldSecret]
    public required string Content { get; init; }

    [Description("Arguments to PowerShell, not to the script")]
    public IReadOnlyList<string>? Arguments { get; init; }

    internal override ScriptAccount Account => RunAs;

    internal override ScriptLanguage CheckLanguage => Type;

    internal override string KeyKind => "script";

    internal override string Text => Content;

    internal override ProcessCommand Command =>
        new ProcessCommand.Script(Type, Content, Arguments is null ? null : string.Join(' ', Arguments));
}

/// <summary>What a script and a program have in common.</summary>
public abstract record ProcessItem
{
    [Description("Whether it runs once for this instance or whenever the step runs")]
    public ScriptFrequency Frequency { get; init; } = ScriptFrequency.Always;

    [Description("A script, of a program a batch script, that changes nothing; exit code 0: nothing to do. Runs in a dry run")]
    [MayHoldSecret]
    public string? Check { get; init; }

    [Description("Whether nobody waits for it; its exit code then means nothing")]
    public bool Detach { get; init; }

    [DurationRange("1s", "7d")]
    [Description("The longest it may take before it and all that it started are ended")]
    public TimeSpan? Timeout { get; init; }

    internal abstract ProcessCommand Command { get; }

    internal abstract ScriptAccount Account { get; }

    /// <summary>The kind in the journal's key.</summary>
    internal abstract string KeyKind { get; }

    /// <summary>All that makes it another one when it differs.</summary>
    internal abstract string Text { get; }

    internal virtual ScriptLanguage CheckLanguage => ScriptLanguage.Batch;
}

/// <summary>The account that a script runs under.</summary>
public enum ScriptAccount
{
    /// <summary>The local administrator.</summary>
    Admin,

    /// <summary>LocalSystem.</summary>
    LocalSystem,
}

/// <summary>How often a script runs.</summary>
public enum ScriptFrequency
{
    /// <summary>Once on this instance.</summary>
    Once,

    /// <summary>Whenever its step runs: at every boot.</summary>
    Always,
}
