namespace OpenLaunch.Steps.Scripts;

/// <summary>
/// Runs scripts for real beside a simulated machine, as whoever runs openlaunch: the accounts of the simulation do not exist.
/// The machine records each script too.
/// </summary>
/// <param name="recorder">Records in the machine.</param>
/// <param name="interpreter">Runs the scripts here.</param>
public sealed class ExecutingScriptInterpreter(SimulatedScriptInterpreter recorder, IScriptInterpreter interpreter)
    : IScriptInterpreter
{
    /// <inheritdoc/>
    public Task<int> RunAsync(ScriptExecution script, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(script);
        recorder.Record(script);
        return interpreter.RunAsync(script with { UserName = null, Password = null }, cancellationToken);
    }
}
