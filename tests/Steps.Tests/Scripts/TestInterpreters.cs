using OpenLaunch.Steps.Scripts;

namespace OpenLaunch.Steps.Tests.Scripts;

/// <summary>Is cut short at each call.</summary>
internal sealed class CancelledInterpreter : IScriptInterpreter
{
    public Task<int> RunAsync(ScriptExecution script, CancellationToken cancellationToken) =>
        throw new OperationCanceledException();
}

/// <summary>Writes to the error output and ends with a code of the test.</summary>
internal sealed class TalkativeInterpreter : IScriptInterpreter
{
    public int Code { get; init; }

    public ScriptExecution? Last { get; private set; }

    public async Task<int> RunAsync(ScriptExecution script, CancellationToken cancellationToken)
    {
        Last = script;
        await File.WriteAllTextAsync(script.ErrorPath, "WARNING: something\n", CancellationToken.None);
        return Code;
    }
}

/// <summary>Ends only when it is told to.</summary>
internal sealed class EndlessInterpreter(Action afterStart) : IScriptInterpreter
{
    public async Task<int> RunAsync(ScriptExecution script, CancellationToken cancellationToken)
    {
        var end = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = cancellationToken.Register(() => end.TrySetCanceled(cancellationToken));
        afterStart();
        return await end.Task;
    }
}
