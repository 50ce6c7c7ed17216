using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Generalization;
using OpenLaunch.Steps.Services;

namespace OpenLaunch.Steps.Diagnosis;

/// <summary>Whether an image can be made of this machine now, and what that image does on a new instance.</summary>
internal static class DiagnosisOfImage
{
    private const string Subject = "image";

    public static IEnumerable<Finding> Of(MachineFacts facts) => [Sysprep(facts.Sysprep), NextInstance(facts)];

    private static Finding Sysprep(Fact<SysprepFacts> fact)
    {
        if (fact.Value is not { } facts)
            return new(Severity.Warning, Subject, "Whether an image can be made cannot be read", fact.Problem ?? "");
        var verdict = SysprepReadiness.Judge(facts, SysprepAccount.Caller);
        IReadOnlyList<SysprepObstacle> all = [.. verdict.Refusals, .. verdict.Obstacles];
        return all.Count == 0
            ? new(Severity.Info, Subject, "Nothing keeps Sysprep from making an image of this Windows")
            : new(
                Severity.Info, Subject, "No image can be made of this Windows now",
                string.Join("; ", all.Select(one => $"{one.What}: {one.Remedy.TrimEnd('.')}")));
    }

    /// <summary>
    /// An image that was not generalized here, and the snapshots of EC2 Fast Launch, start on an instance after the one on which
    /// the plan ran: only what runs at each start notices the new instance.
    /// </summary>
    private static Finding NextInstance(MachineFacts facts)
    {
        var runs = facts.RunService.Value is { StartType: ServiceStartType.Automatic }
            || facts.BootTask is { Problem: null, Value: BootTaskState.Enabled };
        return runs && facts.Schedule.KeepsBootTask
            ? new(
                Severity.Info, Subject, "Each new instance of an image of this machine is set up, one of EC2 Fast Launch too",
                $"scheduled {facts.Schedule.InWords}")
            : new(
                Severity.Info, Subject, "An image of this machine sets its instances up only after 'openlaunch sysprep'",
                $"scheduled: {facts.Schedule.InWords}; EC2 Fast Launch, and images without Sysprep, need "
                + "'openlaunch schedule --per-instance'");
    }
}
