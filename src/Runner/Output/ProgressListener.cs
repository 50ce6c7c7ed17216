using OpenLaunch.Core.Engine;

namespace OpenLaunch.Runner.Output;

/// <summary>Chooses how a run's progress is shown on standard error.</summary>
internal static class ProgressListener
{
    /// <summary>A live list on an interactive terminal, else plain lines. NO_COLOR is honoured by the terminal library.</summary>
    public static IRunListener Create(TimeProvider time)
    {
        if (Console.IsErrorRedirected || Environment.GetEnvironmentVariable("TERM") == "dumb")
            return new LineProgress(Console.Error);
        var terminal = OutputTerminal.Open(Console.Error);
        return terminal.Profile.Capabilities.Interactive ? new LiveProgress(terminal, time) : new LineProgress(Console.Error);
    }
}

/// <summary>No progress: for who asked for none, and where a look is not told of.</summary>
internal sealed class Unheard : IRunListener
{
    public void Handle(RunEvent runEvent)
    {
    }
}
