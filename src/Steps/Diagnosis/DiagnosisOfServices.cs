using System.Globalization;
using OpenLaunch.Steps.Services;

namespace OpenLaunch.Steps.Diagnosis;

/// <summary>Whether metadata, name resolution and time answer.</summary>
internal static class DiagnosisOfServices
{
    /// <summary>Requests to AWS are signed with the time, and refused when it is off by more (AWS General Reference).</summary>
    private static readonly TimeSpan RefusedBeyond = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan NoticedBeyond = TimeSpan.FromSeconds(1);

    public static IEnumerable<Finding> Of(MachineFacts facts) =>
        [Metadata(facts.Metadata), Names(facts.Names), Clock(facts.ClockOffset), .. TimeService(facts.TimeService)];

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

    private static Finding Clock(Fact<TimeSpan> clock)
    {
        if (clock.Problem is { } problem)
            return new(Severity.Warning, "time", "The clock cannot be compared with Amazon Time Sync", problem, Finding.Repair);
        var off = clock.Value.Duration();
        var way = clock.Value < TimeSpan.Zero ? "behind" : "ahead of";
        var evidence = string.Create(CultureInfo.InvariantCulture, $"{off.TotalSeconds:0.000} s {way} Amazon Time Sync");
        const string resync = "w32tm.exe /resync /rediscover";
        return off > RefusedBeyond ? new(Severity.Error, "time", "The clock is so wrong that AWS refuses requests", evidence, resync)
            : off > NoticedBeyond ? new(Severity.Warning, "time", "The clock is wrong", evidence, resync)
            : new(Severity.Info, "time", "The clock is right", evidence);
    }

    private static IEnumerable<Finding> TimeService(Fact<ServiceStatus?> service)
    {
        if (service is { Problem: null, Value: not { State: ServiceState.Running } })
        {
            yield return new(
                Severity.Warning, "time", "The service W32Time does not run",
                service.Value is null ? "it is not installed" : "", service.Value is null ? null : "net.exe start w32time");
        }
    }
}
