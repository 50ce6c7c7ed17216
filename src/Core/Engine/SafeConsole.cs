using OpenLaunch.Core.Console;

namespace OpenLaunch.Core.Engine;

/// <summary>A console that never throws, and that a step which was given up on can no longer write to.</summary>
/// <param name="console">The console behind.</param>
/// <param name="recorder">Told once of a console that fails.</param>
/// <param name="isClosed">Whether lines are dropped.</param>
internal sealed class SafeConsole(IInstanceConsole console, RunRecorder recorder, Func<bool>? isClosed = null) : IInstanceConsole
{
    public void WriteLine(ConsoleTopic topic, string text) => Do(() => console.WriteLine(topic, text));

    public void Release() => Do(console.Release);

    private void Do(Action act)
    {
        if (isClosed?.Invoke() != true && StepGuard.Try(act) is { } problem)
            recorder.Fails(console, $"The instance console cannot be written: {problem.Message}");
    }
}
