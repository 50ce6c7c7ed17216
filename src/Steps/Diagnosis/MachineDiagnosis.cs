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
        .. DiagnosisOfLicence.Of(facts),
        .. DiagnosisOfAgents.Of(facts),
    ];
}
