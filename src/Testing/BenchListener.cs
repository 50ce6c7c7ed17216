using OpenLaunch.Core.Engine;

namespace OpenLaunch.Testing;

/// <summary>Keeps what a step reports while it runs.</summary>
internal sealed class BenchListener : IRunListener
{
    private readonly List<string> progress = [];

    public IReadOnlyList<string> Progress => progress;

    public void Handle(RunEvent runEvent)
    {
        if (runEvent is RunEvent.StepProgress report)
            progress.Add(report.Message);
    }
}
