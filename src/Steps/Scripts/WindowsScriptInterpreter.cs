using System.Runtime.Versioning;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Scripts;

/// <summary>
/// Runs scripts on this Windows with cmd and Windows PowerShell, from a folder that only Administrators and SYSTEM can read.
/// </summary>
/// <param name="folder">Where the scripts' own folders are made.</param>
/// <param name="time">The clock.</param>
[SupportedOSPlatform("windows")]
public sealed class WindowsScriptInterpreter(string folder, TimeProvider time) : IScriptInterpreter
{
    /// <inheritdoc/>
    /// <exception cref="WindowsException">The account cannot log on or the interpreter cannot be started.</exception>
    public async Task<int> RunAsync(ScriptExecution script, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(script);
        using var file = WindowsScriptFile.Create(folder, script);
        var command = ScriptCommandLine.Build(script.Language, Environment.SystemDirectory, file.Path, script.Arguments);
        (string, SecretText?)? account = script.UserName is { } user ? (user, script.Password) : null;
        try
        {
            return await WindowsOutputProcess.RunAsync(
                command, file.Folder, (script.OutputPath, script.ErrorPath, script.ResultPath), account, script.Detach, time, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (script.Detach)
        {
            // It goes on without the agent and still reads its file.
            file.Leave();
            throw;
        }
    }
}
