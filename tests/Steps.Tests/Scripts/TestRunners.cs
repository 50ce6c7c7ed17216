using OpenLaunch.Steps.Scripts;

namespace OpenLaunch.Steps.Tests.Scripts;

/// <summary>Is cut short at each call.</summary>
internal sealed class CancelledRunner : IProcessRunner
{
    public Task<int> RunAsync(ProcessStart start, CancellationToken cancellationToken) =>
        throw new OperationCanceledException();
}

/// <summary>Writes to the error output and ends with a code of the test.</summary>
internal sealed class TalkativeRunner : IProcessRunner
{
    public int Code { get; init; }

    public ProcessStart? Last { get; private set; }

    public ProcessCommand.Script LastScript => (ProcessCommand.Script)Last!.Command;

    public async Task<int> RunAsync(ProcessStart start, CancellationToken cancellationToken)
    {
        Last = start;
        await File.WriteAllTextAsync(start.ErrorPath, "WARNING: something\n", CancellationToken.None);
        return Code;
    }
}

/// <summary>Ends only when it is told to.</summary>
internal sealed class EndlessRunner(Action afterStart) : IProcessRunner
{
    public async Task<int> RunAsync(ProcessStart start, CancellationToken cancellationToken)
    {
        var end = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = cancellationToken.Register(() => end.TrySetCanceled(cancellationToken));
        afterStart();
        return await end.Task;
    }
}

/// <summary>Does what the test says, and knows what it was asked to start.</summary>
internal sealed class ActingRunner(Func<ProcessStart, int> act) : IProcessRunner
{
    public List<ProcessStart> Started { get; } = [];

    public Task<int> RunAsync(ProcessStart start, CancellationToken cancellationToken)
    {
        Started.Add(start);
        return Task.FromResult(act(start));
    }
}
