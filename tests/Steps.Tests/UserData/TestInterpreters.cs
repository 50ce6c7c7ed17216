using OpenLaunch.Steps.UserData;

namespace OpenLaunch.Steps.Tests.UserData;

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
        await File.WriteAllTextAsync(script.ErrorPath, "WARNING: something\n", cancellationToken);
        return Code;
    }
}
