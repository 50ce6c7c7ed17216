using System.Runtime.Versioning;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Permissions;

namespace OpenLaunch.Steps.UserData;

/// <summary>
/// Runs scripts on this Windows with cmd and Windows PowerShell: from a folder that only Administrators and SYSTEM can
/// read, in a job that ends the whole process tree on cancellation or when the agent dies.
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
        cancellationToken.ThrowIfCancellationRequested();
        WindowsFolderPermissions.Create(Path.GetDirectoryName(Path.GetFullPath(script.OutputPath))!, usersMayRead: false);
        using var file = WindowsScriptFile.Create(folder, script);
        using var output = WindowsScriptFile.OpenOutput(script.OutputPath);
        using var error = WindowsScriptFile.OpenOutput(script.ErrorPath);
        using var input = WindowsScriptFile.OpenNothing();
        using var logon = script.UserName is { } user ? WindowsLogon.Open(user, script.Password) : null;
        using var job = WindowsJob.Create();

        var command = ScriptCommandLine.Build(script.Language, Environment.SystemDirectory, file.Path, script.Arguments);
        using var process = WindowsScriptProcess.StartSuspended(command, file.Folder, logon, input, output, error);
        job.Assign(process);
        process.Resume();
        if (script.Detach)
            job.LetGo();

        try
        {
            await WindowsWait.ForSignalAsync(process.Handle, Timeout.InfiniteTimeSpan, time, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (script.Detach)
        {
            // It goes on without the agent and still reads its file.
            file.Leave();
            throw;
        }
        catch (OperationCanceledException)
        {
            job.Terminate();
            throw;
        }

        // What the script started and left running (an installer, an agent) goes on, as under EC2Launch.
        job.LetGo();
        return process.ExitCode;
    }
}
