using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Accounts;

namespace OpenLaunch.Steps.Scripts;

/// <summary>
/// Runs the scripts and programs of one step in order. One that fails does not keep later ones from running; one that asks for a
/// restart does, until after it. What has come to its end is not run again after a restart.
/// </summary>
/// <param name="logon">The administrator, when this run has set the password.</param>
/// <param name="folders">Where files go.</param>
/// <param name="detached">Takes the processes that nobody waits for.</param>
/// <param name="scope">Marks the flow of control that may run processes.</param>
public sealed class ScriptSeries(
    IProcessRunner runner, AdminLogon logon, ScriptFolders folders, DetachedTasks detached, ChangeScope scope)
{
    private const string SeriesKey = "series";

    private readonly ProcessRun processes = new(runner, detached, scope);
    private readonly Lock gate = new();
    private bool isClean;

    /// <summary>Runs the scripts that are due.</summary>
    /// <param name="errorLines">How many lines of error output a failure repeats; null: what the place says.</param>
    /// <param name="context">The step's context; one that is a place has its own rule.</param>
    /// <param name="cancellationToken">Cancels the script that runs.</param>
    public async Task<StepOutcome> RunAsync(
        IReadOnlyList<ProcessItem> items, int? errorLines, StepContext context, CancellationToken cancellationToken)
    {
        var place = context as IScriptPlace ?? new PlanPlace(context, items.Count);

        // All runs from the first call to the last restart are one series, in which each script comes to its end once.
        var series = (context.Resumed ? context.Recall(SeriesKey) : null) ?? context.RunId;
        Clean(place.Journal);
        List<string> failures = [];
        List<string> notRun = [];
        List<string> again = [];
        for (var index = 0; index < items.Count; index++)
        {
            var script = new PlacedScript(items[index], place, place.First + index, series);
            switch (script.Decide())
            {
                case ScriptDecision.IsFinished:
                    context.Logger.LogInformation(
                        "The {Script} is finished on this instance, so it does not run again.", script.Name);
                    break;
                case ScriptDecision.NotRun { Reason: var reason }:
                    notRun.Add(reason);
                    break;
                case ScriptDecision.Fail { Message: var message }:
                    script.KeepFailure(message);
                    failures.Add(message);
                    break;
                case ScriptDecision.Run { Attempt: var attempt }:
                    var end = await RunAsync(script, attempt, errorLines, cancellationToken);
                    if (end is { WantsReboot: true })
                        return WantReboot(context, series, script.Name, end.Code);
                    if (end is { WantsRebootOnly: true })
                        return StepOutcome.RebootThenDone($"the {script.Name} asks for a reboot (exit code {end.Code})");
                    if (end is { WantsNextStart: true })
                        again.Add($"the {script.Name} asks to run again at the next start (exit code {end.Code})");
                    if (end?.Failure is { } failure)
                        failures.Add(failure);
                    break;
            }
        }

        return failures.Count == 0 && again.Count > 0
            ? StepOutcome.RunAgain(string.Join("; ", again))
            : Outcome(failures, notRun, items.Count, context);
    }

    /// <returns>How the script ended; null when there was nothing to do, or in a dry run.</returns>
    private async Task<ProcessEnd?> RunAsync(
        PlacedScript script, int attempt, int? errorLines, CancellationToken cancellationToken)
    {
        try
        {
            script.KeepStart(attempt);
        }
        catch (NotRememberedException exception)
        {
            return new(null, $"The {script.Name} was {exception.Message}");
        }

        try
        {
            var rule = script.Place.Rule;
            return await RunAsync(script, rule with { ErrorLines = errorLines ?? rule.ErrorLines }, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            script.KeepCancelled(attempt);
            throw;
        }
    }

    private async Task<ProcessEnd?> RunAsync(PlacedScript script, ScriptRule rule, CancellationToken cancellationToken)
    {
        var (item, context) = (script.Item, script.Place.Journal);
        var timeout = item.Timeout ?? rule.DefaultTimeout;
        if (item.Check is { } check)
        {
            var start = Start(script, new ProcessCommand.Script(item.CheckLanguage, check), "-check");
            var found = await processes.CheckAsync(start, script.Name, timeout, context, cancellationToken);
            if (found.Failure is not null || found.Code == 0)
                return script.KeepCheck(found);
        }

        var end = await processes.RunAsync(
            Start(script, item.Command, "") with { Detach = item.Detach }, script.Name, timeout,
            rule, context, cancellationToken);
        return end is null ? null : script.KeepEnd(end);
    }

    private ProcessStart Start(PlacedScript script, ProcessCommand command, string suffix) => new()
    {
        Command = command,
        Logon = script.Item.Account == ScriptAccount.Admin && logon.Password is not null ? logon : null,
        BootId = script.Place.Journal.BootId,
        OutputPath = folders.Output(script.File + suffix),
        ErrorPath = folders.Errors(script.File + suffix),
    };

    /// <summary>Removes and journals what earlier runs left, before the first script of this one.</summary>
    private void Clean(StepContext context)
    {
        if (context.DryRun)
            return;
        DetachedResult.Keep(folders.LogFolder, context);
        lock (gate)
        {
            if (!isClean)
                ScriptFile.RemoveLeft(folders.WorkFolder, context.BootId);
            isClean = true;
        }
    }

    private static StepOutcome WantReboot(StepContext context, string series, string name, int? code)
    {
        context.Remember(SeriesKey, series);
        return StepOutcome.RebootThenResume($"the {name} asks for a reboot (exit code {code}) and to run again");
    }

    private static StepOutcome Outcome(List<string> failures, List<string> notRun, int count, StepContext context)
    {
        if (notRun.Count == count)
            return StepOutcome.Skipped(string.Join("; ", notRun));
        foreach (var reason in notRun)
        {
            context.Logger.LogWarning("Not run: {Reason}.", reason);
            context.Report(reason);
        }

        return failures.Count == 0 ? StepOutcome.Done : StepOutcome.Failed(string.Join('\n', failures));
    }
}
