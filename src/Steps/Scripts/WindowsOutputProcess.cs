using System.Runtime.Versioning;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Permissions;

namespace OpenLaunch.Steps.Scripts;

/// <summary>
/// A process with its output in files, in a job that ends the whole process tree on cancellation or when the agent dies.
/// </summary>
[SupportedOSPlatform("windows")]
internal static class WindowsOutputProcess
{
    /// <summary>Runs a command line to its end; on cancellation ends its tree, or lets it go when it is detached.</summary>
    /// <exception cref="WindowsException">The account cannot log on or the process cannot be started.</exception>
    public static async Task<int> RunAsync(
        string command, string folder, (string Output, string Error, string? Result) files, (string User, SecretText? Password)? account,
        bool detach, TimeProvider time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        WindowsFolderPermissions.Create(Path.GetDirectoryName(Path.GetFullPath(files.Output))!, usersMayRead: false);
        if (files.Result is { } result)
            command = NotingCommand.Write(command, result, Environment.SystemDirectory);
        using var output = WindowsScriptFile.OpenOutput(files.Output);
        using var error = WindowsScriptFile.OpenOutput(files.Error);
        using var input = WindowsScriptFile.OpenNothing();
        using var logon = account is { } given ? WindowsLogon.Open(given.User, given.Password) : null;
        using var job = WindowsJob.Create();
        using var process = WindowsScriptProcess.StartSuspended(command, folder, logon, input, output, error);
        job.Assign(process);
        if (detach)
            job.LetGo();
        await using var bound = new OutputBound([files.Output, files.Error], time);
        process.Resume();
        try
        {
            await WindowsWait.ForSignalAsync(process.Handle, Timeout.InfiniteTimeSpan, time, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (detach)
        {
            bound.LetGo();
            throw;
        }
        catch (OperationCanceledException)
        {
            job.Terminate();
            throw;
        }

        // What the process started and left running (an installer, an agent) goes on, as under EC2Launch.
        job.LetGo();
        return process.ExitCode;
    }
}
