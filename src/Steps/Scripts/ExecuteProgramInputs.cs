using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using OpenLaunch.Core.Binding;
using OpenLaunch.Steps.BootTask;

namespace OpenLaunch.Steps.Scripts;

/// <summary>The inputs of <see cref="ExecuteProgramStep"/>: those of EC2Launch v2, and more.</summary>
public sealed record ExecuteProgramInputs : IEachStartInputs
{
    [WholeInputs, Required, AtLeast(1), Description("The programs, run one after the other")]
    [Holds(typeof(ProgramItem))]
    public IReadOnlyList<ProgramItem> Programs { get; init; } = [];

    // Not stated, it is 0, in user data what runUserData says.
    [Range(0, 20)]
    [Description("How many of the last lines of the error output a failure repeats, and so log and journal; default 0")]
    public int? ErrorLines { get; init; }

    bool IEachStartInputs.AsksForEachStart => Programs.Any(item => item.Frequency == ScriptFrequency.Always);
}

/// <summary>One program.</summary>
public sealed record ProgramItem : ProcessItem
{
    [RegularExpression(@"[^""\r\n]+", ErrorMessage = "must be a path without quotes")]
    [Description("The program's file"), MayHoldSecret]
    public required string Path { get; init; }

    [RegularExpression(@"[^\r\n]*", ErrorMessage = "must be one line"), Description("Its arguments, one an entry"), MayHoldSecret]
    public IReadOnlyList<string> Arguments { get; init; } = [];

    [AllowedValues("localSystem"), Description("The account; only localSystem")]
    public string RunAs { get; init; } = "localSystem";

    internal override ScriptAccount Account => ScriptAccount.LocalSystem;

    internal override string KeyKind => "program";

    // The line of the batch script that ran programs before version 0.2: what ran then must not run again.
    internal override string Text => $"@{CommandLine.ForBatch(Path, Arguments)}\r\n";

    internal override ProcessCommand Command => new ProcessCommand.Program(Path, Arguments);
}
