using System.Runtime.Versioning;

namespace OpenLaunch.Steps.Scripts;

/// <summary>Runs programs on this Windows as LocalSystem.</summary>
/// <param name="time">The clock.</param>
[SupportedOSPlatform("windows")]
public sealed class WindowsProgramRunner(TimeProvider time) : IProgramRunner
{
    /// <inheritdoc/>
    public Task<int> RunAsync(ProgramExecution program, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(program);
        return WindowsOutputProcess.RunAsync(
            CommandLine.ForProcess(program.Path, program.Arguments), Environment.SystemDirectory,
            (program.OutputPath, program.ErrorPath, program.ResultPath), account: null, program.Detach, time, cancellationToken);
    }
}
