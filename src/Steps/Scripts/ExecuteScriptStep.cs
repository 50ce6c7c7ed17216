using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Accounts;

namespace OpenLaunch.Steps.Scripts;

/// <summary>Runs scripts that the plan holds.</summary>
/// <param name="series">Runs them one after the other.</param>
/// <param name="logon">The administrator, when this run has set the password.</param>
[Step("executeScript", "Runs scripts that the plan holds, each unless its check finds nothing to do")]
public sealed class ExecuteScriptStep(ScriptSeries series, AdminLogon logon) : Step<ExecuteScriptInputs>
{
    /// <inheritdoc/>
    public override Task<StepOutcome> RunAsync(
        ExecuteScriptInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return series.RunAsync([.. inputs.Scripts.Select(Job)], context, cancellationToken);
    }

    private ScriptJob Job(ScriptItem item, int index)
    {
        var language = item.Type;
        return new ScriptJob($"{(language == ScriptLanguage.PowerShell ? "PowerShell" : "batch")} script", index + 1)
        {
            Language = language,
            Content = item.Content,
            Check = item.Check,
            Arguments = item.Arguments is null ? null : string.Join(' ', item.Arguments),
            Logon = item.RunAs == ScriptAccount.Admin && logon.Password is not null ? logon : null,
            IsOnce = item.Frequency == ScriptFrequency.Once,
            Detach = item.Detach,
        };
    }
}
