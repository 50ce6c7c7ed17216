using System.Runtime.Versioning;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Permissions;

namespace OpenLaunch.Steps.Scripts;

/// <summary>
/// Runs programs, and scripts with cmd and Windows PowerShell, on this Windows: in System32, as EC2Launch does, and in a job that
/// ends the whole process tree on cancellation or when the agent dies.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsProcessRunner(string folder, TimeProvider time) : IProcessRunner
{
    /// <inheritdoc/>
    /// <exception cref="WindowsException">The account cannot log on or the process cannot be started.</exception>
    public async Task<int> RunAsync(ProcessStart start, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var file = ScriptOf(start.Command) is { } script ? ScriptFile.Write(folder, script, start) : null;
        NotBegunException.Prepare(() => WindowsFolderPermissions.Create(
            Path.GetDirectoryName(Path.GetFullPath(start.OutputPath))!, usersMayRead: false));
        try
        {
            return await RunAsync(Line(start, file), start, cancellationToken);
        }
        catch (OperationCanceledException) when (start.Detach)
        {
            // It goes on without the agent and still reads its file.
            file?.Leave();
            throw;
        }
    }

    /// <summary>The script of a command; CreateProcess would hand the arguments of a batch file to cmd as they are.</summary>
    private static ProcessCommand.Script? ScriptOf(ProcessCommand command) =>
        command is ProcessCommand.Program { Path: var path, Arguments: var arguments } && CommandLine.IsBatchFile(path)
            ? new(ScriptLanguage.Batch, $"@{CommandLine.ForBatchFile(path, arguments)}\r\n")
            : command as ProcessCommand.Script;

    private static string Line(ProcessStart start, ScriptFile? file)
    {
        var line = start.Command switch
        {
            ProcessCommand.Script { Language: ScriptLanguage.PowerShell } script => ScriptCommandLine.Starter(
                file!,
                ScriptCommandLine.Build(ScriptLanguage.PowerShell, Environment.SystemDirectory, file!.Path, script.Arguments)),
            ProcessCommand.Program program when file is null => CommandLine.ForProcess(Located(program.Path), program.Arguments),
            _ => ScriptCommandLine.Build(ScriptLanguage.Batch, Environment.SystemDirectory, file!.Path, null),
        };
        if (start.ResultPath is not { } result)
            return line;
        var batch = Path.ChangeExtension(result, ".cmd");
        File.WriteAllText(batch, ScriptCommandLine.ExitCodeScript(line, result));
        return ScriptCommandLine.Build(ScriptLanguage.Batch, Environment.SystemDirectory, batch, null);
    }

    /// <summary>
    /// A name alone is looked for in System32 first: CreateProcess looks in the agent's folder and in the current one before.
    /// </summary>
    private static string Located(string path)
    {
        if (path.AsSpan().ContainsAny('\\', '/', ':'))
            return path;
        var file = Path.Combine(Environment.SystemDirectory, Path.HasExtension(path) ? path : path + ".exe");
        return File.Exists(file) ? file : path;
    }

    private async Task<int> RunAsync(string line, ProcessStart start, CancellationToken cancellationToken)
    {
        using var output = NotBegunException.Prepare(() => OpenOutput(start.OutputPath));
        using var error = NotBegunException.Prepare(() => OpenOutput(start.ErrorPath));
        using var input = File.OpenHandle("NUL", FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Inheritable);
        using var logon = WindowsLogon.Open(start.Logon);
        using var job = WindowsJob.Create();
        using var process = WindowsScriptProcess.StartSuspended(line, What(start.Command), logon, input, output, error);
        job.Assign(process);
        if (start.Detach)
            job.LetGo();
        await using var bound = new OutputBound([start.OutputPath, start.ErrorPath], time);
        process.Resume();
        try
        {
            await WindowsWait.ForSignalAsync(process.Handle, Timeout.InfiniteTimeSpan, time, cancellationToken);
        }
        catch (OperationCanceledException) when (start.Detach)
        {
            bound.LetGo();
            logon.KeepProfile();
            throw;
        }
        catch (OperationCanceledException)
        {
            job.Terminate();
            throw;
        }

        // What the process started and left running (an installer, an agent) goes on, as under EC2Launch.
        job.LetGo();
        if (await job.OutlivesAsync(time))
            logon.KeepProfile();
        return process.ExitCode;
    }

    /// <summary>
    /// Opens a file for the output, empty, to be inherited. What the process leaves running may hold it for long, so everything
    /// is shared; readers must share writing too.
    /// </summary>
    private static Microsoft.Win32.SafeHandles.SafeFileHandle OpenOutput(string path) =>
        File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete | FileShare.Inheritable);

    private static string What(ProcessCommand command) =>
        command is ProcessCommand.Program program ? $"the program '{program.Shown}'" : "the script's interpreter";
}
