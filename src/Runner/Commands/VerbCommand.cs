using System.CommandLine;
using OpenLaunch.Runner.Output;

namespace OpenLaunch.Runner.Commands;

/// <summary>A verb, with what its help shows below its options.</summary>
/// <param name="description">What it does; its first sentence stands in the list of verbs.</param>
/// <param name="codes">Its exit codes with their meaning; that of a wrong command line belongs to all verbs.</param>
/// <param name="examples">Command lines without the program's name, the most usual one first.</param>
internal sealed class VerbCommand(
    string name, string description, IReadOnlyList<VerbCommand.Code> codes, params IReadOnlyList<string> examples)
    : Command(name, description)
{
    /// <summary>What whoever calls a run is told by its exit code.</summary>
    public static IReadOnlyList<Code> RunCodes { get; } =
    [
        new(ExitCode.Done, "all done or skipped"), new(ExitCode.Failed, "a step failed"),
        new(ExitCode.Changes, "with --dry-run --detailed-exitcode: there are changes to make"),
        new(ExitCode.Reboot, "the machine restarts"), new(ExitCode.Locked, "another run is under way"),
        new(ExitCode.NoPermission, "not enough rights"), new(ExitCode.BadConfiguration, "bad configuration"),
    ];

    /// <summary>Those of a verb that does one thing or fails.</summary>
    public static IReadOnlyList<Code> ActCodes { get; } = [new(ExitCode.Done, "done"), new(ExitCode.Failed, "it failed")];

    public IReadOnlyList<Code> Codes { get; } =
        [.. codes.Append(new(ExitCode.Usage, "wrong usage")).OrderBy(code => code.Value)];

    public IReadOnlyList<string> Examples { get; } = examples;

    /// <summary>What its help tells besides, made from the command line that asks for it.</summary>
    public Func<ParseResult, IEnumerable<string>> More { get; set; } = _ => [];

    /// <summary>An exit code and what it means.</summary>
    internal sealed record Code(int Value, string Meaning);
}
