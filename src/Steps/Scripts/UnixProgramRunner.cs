using System.Runtime.Versioning;

namespace OpenLaunch.Steps.Scripts;

/// <summary>Runs programs on Linux and macOS, for a simulated machine.</summary>
/// <param name="time">The clock.</param>
[UnsupportedOSPlatform("windows")]
public sealed class UnixProgramRunner(TimeProvider time) : IProgramRunner
{
    /// <inheritdoc/>
    public Task<int> RunAsync(ProgramExecution program, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(program);
        return File.Exists(program.Path) || UnixProcess.OnPath(program.Path) is not null
            ? UnixProcess.RunAsync(
                [program.Path, .. program.Arguments], (program.OutputPath, program.ErrorPath, program.ResultPath),
                program.Detach, time, cancellationToken)
            : throw new ScriptStartException($"There is no program '{program.Path}' on this system.");
    }
}
