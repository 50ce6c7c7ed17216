using OpenLaunch.Core.Console;

namespace OpenLaunch.Core.Engine;

/// <summary>A console that never throws, and that a step which was given up on can no longer write to.</summary>
internal sealed class SafeConsole(IInstanceConsole console, RunRecorder recorder, Func<bool>? isClosed = null) : IInstanceConsole
{
    public ConsoleStyle Style => console.Style;

    public void WriteLine(ConsoleTopic topic, string text) => Do(() => console.WriteLine(topic, text));

    public Task<bool> OpenAsync(ConsoleTopic topic, CancellationToken cancellationToken) =>
        DoAsync(() => console.OpenAsync(topic, cancellationToken), cancellationToken);

    public Task<bool> WriteLineAsync(ConsoleTopic topic, string text, CancellationToken cancellationToken) =>
        DoAsync(() => console.WriteLineAsync(topic, text, cancellationToken), cancellationToken);

    public void Release() => Do(console.Release);

    private void Do(Action act)
    {
        if (isClosed?.Invoke() != true && StepGuard.Try(act) is { } problem)
            Tell(problem);
    }

    private async Task<bool> DoAsync(Func<Task<bool>> act, CancellationToken cancellationToken)
    {
        var isOut = false;
        if (isClosed?.Invoke() == true || await StepGuard.TryAsync(async () => isOut = await act()) is not { } problem)
            return isOut;
        cancellationToken.ThrowIfCancellationRequested();
        Tell(problem);
        return false;
    }

    private void Tell(Exception problem) =>
        recorder.Fails(console, $"The instance console cannot be written: {problem.Message}");
}
