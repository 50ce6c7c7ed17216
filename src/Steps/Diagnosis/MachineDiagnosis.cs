using OpenLaunch.Core.Console;

namespace OpenLaunch.Steps.Diagnosis;

/// <summary>Explains a machine from its facts. Pure: reads nothing, knows no clock.</summary>
internal static class MachineDiagnosis
{
    /// <summary>All findings, from the adapters up to the agents.</summary>
    public static IReadOnlyList<Finding> Of(MachineFacts facts) =>
    [
        .. DiagnosisOfAdapters.Of(facts),
        .. DiagnosisOfRoutes.Of(facts),
        .. DiagnosisOfServices.Of(facts),
        .. DiagnosisOfTime.Of(facts),
        .. DiagnosisOfLicence.Of(facts),
        .. DiagnosisOfAgents.Of(facts),
        .. DiagnosisOfImage.Of(facts),
    ];
}

/// <summary>One thing that a diagnosis tells.</summary>
internal sealed record Finding(Severity Severity, string Subject, string What, string Evidence = "", string? Command = null)
{
    /// <summary>The command that mends routes and activation.</summary>
    internal const string Repair = "openlaunch repair";

    /// <summary>The finding without what names, metadata and other programs could make a terminal do.</summary>
    public Finding Printable => this with
    {
        What = PrintableText.Line(What), Evidence = PrintableText.Line(Evidence),
        Command = Command is null ? null : PrintableText.Line(Command),
    };
}

/// <summary>How bad a finding is.</summary>
internal enum Severity
{
    /// <summary>As it should be; told to explain the machine.</summary>
    Info,

    /// <summary>It works, but not for ever or not well.</summary>
    Warning,

    /// <summary>Something does not work.</summary>
    Error,
}
