using System.Globalization;
using System.Net;
using OpenLaunch.Steps.Routes;
using OpenLaunch.Steps.Services;

namespace OpenLaunch.Steps.Diagnosis;

/// <summary>Whether the clock is right, and who keeps it so.</summary>
internal static class DiagnosisOfTime
{
    private const string Subject = "time";
    private const string Resync = "w32tm.exe /resync /rediscover";

    // What Windows asks where nobody has chosen.
    private const string MicrosoftsServer = "time.windows.com";

    /// <summary>Requests to AWS are signed with the time, and refused when it is off by more (AWS General Reference).</summary>
    private static readonly TimeSpan RefusedBeyond = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan NoticedBeyond = TimeSpan.FromSeconds(1);

    public static IEnumerable<Finding> Of(MachineFacts facts)
    {
        yield return Clock(facts.ClockOffset);
        if (facts.TimeService is { Problem: null, Value: null })
            yield return new(Severity.Warning, Subject, "The service W32Time does not run", "it is not installed");
        else if (facts.TimeService is { Problem: null, Value.State: not ServiceState.Running })
            yield return new(Severity.Warning, Subject, "The service W32Time does not run", "", "net.exe start w32time");
        else
            yield return Source(facts.Time);
    }

    private static Finding Clock(Fact<TimeSpan> clock)
    {
        if (clock.Problem is { } problem)
            return new(Severity.Warning, Subject, "The clock cannot be compared with Amazon Time Sync", problem, Finding.Repair);
        var off = clock.Value.Duration();
        var way = clock.Value < TimeSpan.Zero ? "behind" : "ahead of";
        var evidence = string.Create(CultureInfo.InvariantCulture, $"{off.TotalSeconds:0.000} s {way} Amazon Time Sync");
        return off > RefusedBeyond
            ? new(Severity.Error, Subject, "The clock is so wrong that AWS refuses requests", evidence, Resync)
            : off > NoticedBeyond ? new(Severity.Warning, Subject, "The clock is wrong", evidence, Resync)
            : new(Severity.Info, Subject, "The clock is right", evidence);
    }

    private static Finding Source(Fact<TimeKeeping> time)
    {
        if (time.Value is not { } keeping)
        {
            return new(
                Severity.Warning, Subject, "The time source cannot be read", time.Problem ?? "", "w32tm.exe /query /status");
        }

        var status = keeping.Status;
        var host = status.Source.Split(',')[0].Trim();
        var evidence = status.LastSet is { Length: > 0 } last ? $"{status.Source}, last set {last}" : status.Source;
        if (status.Stratum == 0)
            return new(Severity.Warning, Subject, "The clock is set by no time server", evidence, Resync);
        if (IPAddress.TryParse(host, out var address) && Ec2Addresses.TimeSync.Contains(address))
            return new(Severity.Info, Subject, "The time comes from Amazon Time Sync", evidence);
        if (keeping.IsFromDomain)
            return new(Severity.Info, Subject, "The time comes from the domain", evidence);
        return host.Equals(MicrosoftsServer, StringComparison.OrdinalIgnoreCase)
            ? new(
                Severity.Warning, Subject, "The time comes from Microsoft's server, not from Amazon Time Sync", evidence,
                "openlaunch run-step setTimeSource")
            : new(
                Severity.Info, Subject, "The time comes from a server that somebody chose, not from Amazon Time Sync", evidence);
    }
}
