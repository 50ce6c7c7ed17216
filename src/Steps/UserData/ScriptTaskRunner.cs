using System.Globalization;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.Scripts;
using OpenLaunch.Steps.UserData.Parsing;

namespace OpenLaunch.Steps.UserData;

/// <summary>Runs the scripts of user data.</summary>
/// <param name="runner">Runs a script.</param>
/// <param name="logon">The administrator, when this run has set the password.</param>
/// <param name="folders">Where output goes.</param>
/// <param name="detached">Watches the scripts that nobody waits for.</param>
public sealed class ScriptTaskRunner(
    IProcessRunner runner, AdminLogon logon, UserDataFolders folders, DetachedTasks detached) : IUserDataTaskRunner
{
    private readonly ProcessTaskRunner processes = new(detached);

    /// <inheritdoc/>
    public bool CanRun(UserDataTask task) => task is ExecuteScriptTask;

    /// <inheritdoc/>
    public bool IsForEveryBoot(UserDataTask task) => task is ExecuteScriptTask { Frequency: ScriptFrequency.Always };

    /// <inheritdoc/>
    public Task<UserDataTaskResult> RunAsync(UserDataItem item, StepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(context);
        var script = (ExecuteScriptTask)item.Task;
        var execution = Prepare(script, item.Ordinal);
        var task = new ProcessTask
        {
            Name = $"{(script.Type == ScriptLanguage.PowerShell ? "PowerShell" : "batch")} script {item.Ordinal} of {item.Count}",
            Key = string.Create(CultureInfo.InvariantCulture, $"script{item.Ordinal}"),
            Text = script.Content,
            IsAlways = script.Frequency == ScriptFrequency.Always,
            Detach = script.Detach,
            Timeout = script.Timeout ?? item.Inputs.ScriptTimeout,
            Account = execution.Account,
            OutputPath = execution.OutputPath,
            ErrorPath = execution.ErrorPath,
            Start = token => runner.RunAsync(execution, token),
        };
        return processes.RunAsync(task, item, context, cancellationToken);
    }

    private ProcessStart Prepare(ExecuteScriptTask task, int ordinal) => new()
    {
        Command = new ProcessCommand.Script(
            task.Type, task.Content, task.Arguments is null ? null : string.Join(' ', task.Arguments)),
        Logon = task.RunAs == ScriptAccount.Admin && logon.Password is not null ? logon : null,
        Detach = task.Detach,
        OutputPath = folders.Output(ordinal),
        ErrorPath = folders.Errors(ordinal),
    };
}
