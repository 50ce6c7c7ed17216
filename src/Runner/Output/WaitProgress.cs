using OpenLaunch.Core.Engine;

namespace OpenLaunch.Runner.Output;

/// <summary>Tells on standard error only what a person waits for, and warnings: for verbs that end with a report.</summary>
internal sealed class WaitProgress(TextWriter writer) : IRunListener
{
    public void Handle(RunEvent runEvent)
    {
        switch (runEvent)
        {
            case RunEvent.StepProgress progress:
                writer.WriteLine($"{progress.Entry.Name}: {progress.Message}");
                break;
            case RunEvent.Warning warning:
                writer.WriteLine($"warning: {warning.Message}");
                break;
        }
    }
}
