using System.Globalization;
using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.AdminAccount;
using OpenLaunch.Steps.UserData.Parsing;

namespace OpenLaunch.Steps.UserData;

/// <summary>Runs the scripts of user data, and reads their exit codes as EC2Launch v2 does.</summary>
/// <param name="interpreter">Runs a script.</param>
/// <param name="logon">The administrator, when this run has set the password.</param>
/// <param name="folders">Where output goes.</param>
public sealed class ScriptTaskRunner(IScriptInterpreter interpreter, AdminLogon logon, UserDataFolders folders)
    : IUserDataTaskRunner
{
    /// <summary>How often one script may ask for a reboot and another run (EC2 User Guide, "EC2Launch v2 exit codes").</summary>
    public const int MaxReboots = 5;

    /// <summary>ERROR_SUCCESS_REBOOT_REQUIRED and ERROR_SUCCESS_REBOOT_INITIATED (winerror.h).</summary>
    private static readonly int[] RebootCodes = [3010, 1641];

    /// <inheritdoc/>
    public bool CanRun(UserDataTask task) => task is ExecuteScriptTask;

    /// <inheritdoc/>
    public async Task<UserDataTaskResult> RunAsync(UserDataItem item, StepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(context);
        var task = (ExecuteScriptTask)item.Task;
        var name = $"{(task.Type == ScriptType.PowerShell ? "PowerShell" : "batch")} script {item.Ordinal} of {item.Count}";
        var key = string.Create(CultureInfo.InvariantCulture, $"script{item.Ordinal}");
        var checkpoint = ScriptCheckpoint.Read(context.Recall(key), task.Content);
        if (checkpoint.Finished && task.Frequency == ScriptFrequency.Once)
        {
            context.Logger.LogInformation("The {Script} is finished on this instance, so it does not run again.", name);
            return new UserDataTaskResult.Finished();
        }

        var execution = Prepare(task, item.Ordinal);
        if (await ExecuteAsync(execution, name, context, cancellationToken) is not { } code)
            return new UserDataTaskResult.Finished();
        var wantsReboot = RebootCodes.Contains(code) && !task.Detach;
        var (next, result) = wantsReboot
            ? AfterReboot(checkpoint, name, code)
            : AfterEnd(checkpoint, code == 0 || task.Detach ? null : Explain(name, code, execution, item.Inputs.ErrorLines));
        context.Remember(key, next.ToString());
        return result;
    }

    private static (ScriptCheckpoint Next, UserDataTaskResult Result) AfterReboot(
        ScriptCheckpoint checkpoint, string name, int code)
    {
        if (checkpoint.Reboots >= MaxReboots)
        {
            var failure = $"The {name} asked for a reboot once more (exit code {code}) after {MaxReboots} of them: "
                + "it must end with another code when its work is done.";
            return (checkpoint with { Finished = false, Reboots = 0 }, new UserDataTaskResult.Failed(failure));
        }

        return (
            checkpoint with { Finished = false, Reboots = checkpoint.Reboots + 1 },
            new UserDataTaskResult.RebootWanted($"the {name} asks for a reboot (exit code {code}) and to run again"));
    }

    private static (ScriptCheckpoint Next, UserDataTaskResult Result) AfterEnd(ScriptCheckpoint checkpoint, string? failure) => (
        checkpoint with { Finished = failure is null, Reboots = 0 },
        failure is null ? new UserDataTaskResult.Finished() : new UserDataTaskResult.Failed(failure));

    /// <summary>Runs the script as a change.</summary>
    /// <returns>The exit code, or null in a dry run.</returns>
    private async Task<int?> ExecuteAsync(
        ScriptExecution execution, string name, StepContext context, CancellationToken cancellationToken)
    {
        int? exitCode = null;
        await context.ChangeAsync(
            $"run the {name} as {execution.UserName ?? "LocalSystem"}",
            async token =>
            {
                context.Report($"running the {name}");
                Directory.CreateDirectory(folders.LogFolder);
                exitCode = await interpreter.RunAsync(execution, token);
            },
            cancellationToken);
        if (exitCode is { } code)
            context.Logger.LogInformation("The {Script} ended with exit code {ExitCode}.", name, code);
        return exitCode;
    }

    private ScriptExecution Prepare(ExecuteScriptTask task, int ordinal)
    {
        var asAdministrator = task.RunAs == ScriptAccount.Admin && logon.Password is not null;
        var file = string.Create(CultureInfo.InvariantCulture, $"user-data-{ordinal}");
        return new ScriptExecution
        {
            Language = task.Type == ScriptType.PowerShell ? ScriptLanguage.PowerShell : ScriptLanguage.Batch,
            Content = task.Content,
            Arguments = task.Arguments is null ? null : string.Join(' ', task.Arguments),
            UserName = asAdministrator ? logon.UserName : null,
            Password = asAdministrator ? logon.Password : null,
            Detach = task.Detach,
            OutputPath = Path.Combine(folders.LogFolder, $"{file}-output.log"),
            ErrorPath = Path.Combine(folders.LogFolder, $"{file}-errors.log"),
        };
    }

    private static string Explain(string name, int code, ScriptExecution execution, int errorLines)
    {
        var lines = FileTail.Read(execution.ErrorPath, errorLines);
        var said = lines.Count == 0 ? "" : $" Its last words: {string.Join(" | ", lines)}.";
        return $"The {name} ended with exit code {code}.{said} See {execution.OutputPath} and {execution.ErrorPath}.";
    }
}
