using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using OpenLaunch.Core.Binding;

namespace OpenLaunch.Steps.Scripts;

/// <summary>The inputs of <see cref="ExecuteProgramStep"/>: those of EC2Launch v2, and <c>check</c>.</summary>
public sealed record ExecuteProgramInputs
{
    /// <summary>The programs, run one after the other.</summary>
    [WholeInputs, Required, MinLength(1), Description("The programs, run one after the other")]
    public IReadOnlyList<ProgramItem> Programs { get; init; } = [];
}

/// <summary>One program.</summary>
public sealed record ProgramItem
{
    /// <summary>Whether it runs once for this instance or whenever the step runs. Default: always.</summary>
    [Description("Whether it runs once for this instance or whenever the step runs")]
    public ScriptFrequency Frequency { get; init; } = ScriptFrequency.Always;

    /// <summary>The program's file.</summary>
    [RegularExpression(@"[^""\r\n]+", ErrorMessage = "must be a path without quotes"), Description("The program's file")]
    public required string Path { get; init; }

    /// <summary>Its arguments, one an entry.</summary>
    [RegularExpression(@"[^\r\n]*", ErrorMessage = "must be one line"), Description("Its arguments, one an entry")]
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The account: LocalSystem, the only one that EC2Launch v2 knows here.</summary>
    [AllowedValues("localSystem"), Description("The account; only localSystem")]
    public string RunAs { get; init; } = "localSystem";

    /// <summary>A batch script that changes nothing; exit code 0: there is nothing to do. It runs in a dry run too.</summary>
    [Description("A batch script that changes nothing; exit code 0: there is nothing to do. Runs in a dry run too")]
    public string? Check { get; init; }

    /// <summary>Whether nobody waits for the program; its exit code then means nothing. Default: false.</summary>
    [Description("Whether nobody waits for the program; its exit code then means nothing")]
    public bool Detach { get; init; }
}
