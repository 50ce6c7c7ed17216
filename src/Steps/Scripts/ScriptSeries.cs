using System.Globalization;
using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.UserData;

namespace OpenLaunch.Steps.Scripts;

/// <summary>
/// Runs the scripts of one step in order. One that fails does not keep later ones from running; one that asks for a restart
/// does, until after it. What is finished is not run again by a retry or after a restart.
/// </summary>
/// <param name="interpreter">Runs a script.</param>
/// <param name="folders">Where output goes.</param>
/// <param name="detached">Takes the scripts that nobody waits for.</param>
/// <param name="scope">Marks the flow of control that may run scripts.</param>
public sealed class ScriptSeries(
    IScriptInterpreter interpreter, UserDataFolders folders, DetachedTasks detached, ChangeScope scope)
{
    /// <summary>ERROR_SUCCESS_REBOOT_REQUIRED and ERROR_SUCCESS_REBOOT_INITIATED (winerror.h).</summary>
    private static readonly int[] RebootCodes = [3010, 1641];

    private const int ErrorLines = 5;
    private const string SeriesKey = "series";

    /// <summary>Runs the scripts that are due.</summary>
    /// <param name="jobs">The scripts.</param>
    /// <param name="context">The step's context.</param>
    /// <param name="cancellationToken">Cancels the script that runs.</param>
    public async Task<StepOutcome> RunAsync(
        IReadOnlyList<ScriptJob> jobs, StepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        ArgumentNullException.ThrowIfNull(context);
        // All runs from the first call to the last restart are one series, in which each script finishes once.
        var series = (context.Resumed ? context.Recall(SeriesKey) : null) ?? context.RunId;
        DetachedResult.Keep(folders.LogFolder, context);
        var failures = new List<string>();
        foreach (var job in jobs)
        {
            if (context.Recall(job.Key) is { } finished && (job.IsOnce || finished == series))
                continue;
            if (await IsDoneAlreadyAsync(job, context, cancellationToken))
                continue;
            var name = $"{job.Kind} {job.Ordinal} of {jobs.Count}";
            if (await ExecuteAsync(job, name, context, cancellationToken) is not { } code)
                continue;
            if (RebootCodes.Contains(code))
            {
                context.Remember(SeriesKey, series);
                return StepOutcome.RebootThenResume($"the {name} asks for a reboot (exit code {code}) and to run again");
            }

            if (code == 0)
                context.Remember(job.Key, series);
            else
                failures.Add(Explain(name, code, Execution(job, job.Content, context, "")));
        }

        return failures.Count == 0 ? StepOutcome.Done : StepOutcome.Failed(string.Join('\n', failures));
    }

    /// <summary>A check changes nothing, so it runs in a dry run too and is no change.</summary>
    private async Task<bool> IsDoneAlreadyAsync(ScriptJob job, StepContext context, CancellationToken cancellationToken)
    {
        if (job.Check is not { } check)
            return false;
        var code = -1;
        // A simulated machine keeps a list of all scripts, and takes the entry in it for a change of the machine.
        await scope.ApplyAsync(
            "check",
            async token => code = await InterpretAsync(Execution(job, check, context, "-check"), token),
            cancellationToken);
        context.Logger.LogInformation("The check of {Kind} {Ordinal} ended with {ExitCode}.", job.Kind, job.Ordinal, code);
        return code == 0;
    }

    /// <summary>Runs the script as a change.</summary>
    /// <returns>The exit code, or null in a dry run.</returns>
    private async Task<int?> ExecuteAsync(ScriptJob job, string name, StepContext context, CancellationToken cancellationToken)
    {
        int? exitCode = null;
        var execution = Execution(job, job.Content, context, "");
        var result = job.Detach ? DetachedResult.Of(execution.OutputPath) : null;
        execution = execution with { Detach = job.Detach, ResultPath = result?.Path };
        await context.ChangeAsync(
            $"run the {name} as {execution.UserName ?? "LocalSystem"}",
            async token =>
            {
                context.Report($"running the {name}");
                if (result is not null)
                    await detached.StartAsync(name, result, ends => InterpretAsync(execution, ends), context);
                exitCode = result is not null ? 0 : await InterpretAsync(execution, token);
            },
            cancellationToken);
        if (exitCode is { } code)
            context.Logger.LogInformation("The {Script} ended with exit code {ExitCode}.", name, code);
        return exitCode;
    }

    private async Task<int> InterpretAsync(ScriptExecution execution, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folders.LogFolder);
        return await interpreter.RunAsync(execution, cancellationToken);
    }

    private ScriptExecution Execution(ScriptJob job, string content, StepContext context, string suffix)
    {
        var entry = string.Concat(context.Name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
        var file = string.Create(CultureInfo.InvariantCulture, $"{entry}-{job.Ordinal}{suffix}");
        return new ScriptExecution
        {
            Language = job.Language,
            Content = content,
            Arguments = job.Arguments,
            UserName = job.Logon?.UserName,
            Password = job.Logon?.Password,
            OutputPath = Path.Combine(folders.LogFolder, $"{file}-output.log"),
            ErrorPath = Path.Combine(folders.LogFolder, $"{file}-errors.log"),
        };
    }

    private static string Explain(string name, int code, ScriptExecution execution)
    {
        var lines = FileTail.Read(execution.ErrorPath, ErrorLines);
        var said = lines.Count == 0 ? "" : $" Its last words: {string.Join(" | ", lines)}.";
        return $"The {name} ended with exit code {code}.{said} See {execution.OutputPath} and {execution.ErrorPath}.";
    }
}
