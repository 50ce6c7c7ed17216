using Microsoft.CodeAnalysis;

namespace OpenLaunch.Analyzers;

/// <summary>What is reported, and what to do instead. docs/write-a-step.md lists the same.</summary>
internal static class Rules
{
    public static readonly DiagnosticDescriptor OutsideChange = Warning(
        "OL0001", "A step changes the machine inside ChangeAsync alone",
        "'{0}' changes something outside of ChangeAsync: a dry run would do it, and the journal would not know of it");

    public static readonly DiagnosticDescriptor EndsProcess = Warning(
        "OL0002", "A step does not end the agent's process",
        "'{0}' takes the whole run with it; return StepOutcome.Failed, or an outcome that asks for a restart");

    public static readonly DiagnosticDescriptor BlockingWait = Warning(
        "OL0003", "A step waits so that it can be cancelled",
        "'{0}' cannot be cancelled; await Task.Delay with context.Time and the cancellation token");

    public static readonly DiagnosticDescriptor OtherClock = Warning(
        "OL0004", "A step takes the time from its context",
        "'{0}' is no clock that a test can set; take context.Time");

    public static readonly DiagnosticDescriptor StandardOutput = Warning(
        "OL0005", "A step does not write to the standard output",
        "'{0}' writes between the lines of the agent; use context.Report, context.Logger or context.Console");

    public static readonly DiagnosticDescriptor RevealedSecret = Warning(
        "OL0006", "A secret does not stand in a text that is kept",
        "A revealed secret is in what '{0}' is told, which journal, log or console keep");

    private static DiagnosticDescriptor Warning(string id, string title, string message) =>
        new(id, title, message, "OpenLaunch", DiagnosticSeverity.Warning, isEnabledByDefault: true);
}
