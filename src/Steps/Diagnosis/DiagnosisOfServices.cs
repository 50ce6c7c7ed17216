namespace OpenLaunch.Steps.Diagnosis;

/// <summary>Whether metadata and name resolution answer.</summary>
internal static class DiagnosisOfServices
{
    public static IEnumerable<Finding> Of(MachineFacts facts) => [Metadata(facts.Metadata), Names(facts.Names)];

    private static Finding Metadata(MetadataAnswer answer)
    {
        const string subject = "metadata";
        return answer.State switch
        {
            MetadataState.Answers => new(Severity.Info, subject, "Metadata answers", answer.Evidence),
            MetadataState.AnswersWithoutToken => new(
                Severity.Warning, subject, "Metadata answers to version 1 only", answer.Evidence,
                "aws ec2 modify-instance-metadata-options --http-tokens required"),
            MetadataState.Disabled => new(Severity.Info, subject, "Metadata is disabled", answer.Evidence),
            MetadataState.NoRoute => new(Severity.Error, subject, "No route leads to metadata", answer.Evidence, Finding.Repair),
            MetadataState.TimedOut => new(
                Severity.Error, subject, "Metadata does not answer in time", answer.Evidence, Finding.Repair),
            MetadataState.Refused => new(
                Severity.Error, subject, "Something refuses connections to metadata", answer.Evidence,
                "Get-NetFirewallRule -Direction Outbound -Action Block -Enabled True"),
            _ => new(Severity.Error, subject, "Metadata answers with nothing of use", answer.Evidence),
        };
    }

    private static Finding Names(Fact<string> names) => names.Value is { } answer
        ? new(Severity.Info, "DNS", "Names are resolved", answer)
        : new(Severity.Warning, "DNS", "Names are not resolved", names.Problem ?? "", "ipconfig.exe /all");
}
