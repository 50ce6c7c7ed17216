using OpenLaunch.Steps.Simulation;
using OpenLaunch.Steps.UserData;

namespace OpenLaunch.Steps.Scripts;

/// <summary>Runs no program: the simulated machine records each one as a script of the kind <c>program</c>, and it ends with 0.</summary>
/// <param name="machine">The machine.</param>
/// <param name="inner">Runs programs here all the same, or null.</param>
public sealed class SimulatedProgramRunner(SimulatedMachine machine, IProgramRunner? inner) : IProgramRunner
{
    /// <inheritdoc/>
    public async Task<int> RunAsync(ProgramExecution program, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(program);
        var line = CommandLine.ForProcess(program.Path, program.Arguments);
        machine.Write("program", state => state.Scripts.Add(new ScriptState
        {
            Language = "program", RunAs = "LocalSystem", Sha256 = ScriptCheckpoint.Read(null, line).Sha256,
        }));
        if (inner is not null)
            return await inner.RunAsync(program, cancellationToken).ConfigureAwait(false);
        await File.WriteAllTextAsync(
            program.OutputPath, "Recorded, not run: this machine is simulated.\n", cancellationToken).ConfigureAwait(false);
        return 0;
    }
}
