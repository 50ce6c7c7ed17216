using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Steps.Metadata;

/// <summary>Tells console and log how the wait for metadata goes on; at once on the calling thread, unlike Progress.</summary>
internal sealed class WaitAnnouncer(StepContext context) : IProgress<MetadataWaitProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(120);

    private TimeSpan next = Interval;
    private string? lastFailure;

    public void Report(MetadataWaitProgress value)
    {
        if (value.LastFailure != lastFailure)
            context.Logger.LogInformation("Metadata does not answer yet: {Failure}", value.LastFailure);
        lastFailure = value.LastFailure;
        if (value.Elapsed < next)
            return;
        context.Console.WriteLine(ConsoleTopic.Progress, "Message: Still waiting for meta-data accessibility...");
        context.Report($"still waiting for metadata after {value.FailedAttempts} attempts: {value.LastFailure}");
        next = value.Elapsed + Interval;
    }
}
