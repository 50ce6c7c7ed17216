using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Scripts;

/// <summary>How a process ended.</summary>
/// <param name="Code">Its exit code, 0 for a detached one; null when it did not start or did not end in time.</param>
/// <param name="Failure">Why it failed, or null when it did its work.</param>
internal sealed record ProcessEnd(int? Code, string? Failure)
{
    /// <summary>Whether it was as much as tried; where the disk refused its file, it was not.</summary>
    public bool HasBegun { get; init; } = true;

    /// <summary>Whether the exit codes of cloudbase-init count: 1001 to 1003 (its documentation, "User data").</summary>
    public bool IsOfCloudbaseInit { get; init; }

    /// <summary>
    /// ERROR_SUCCESS_REBOOT_REQUIRED or ERROR_SUCCESS_REBOOT_INITIATED (winerror.h), or cloudbase-init's: restart and run again.
    /// </summary>
    public bool WantsReboot => Code is 3010 or 1641 || Wants(1003);

    /// <summary>Whether it has done its work and wants a restart.</summary>
    public bool WantsRebootOnly => Wants(1001);

    /// <summary>Whether it is to run again at the next start.</summary>
    public bool WantsNextStart => Wants(1002);

    public bool HasFailed => Code is not (null or 0) && !WantsReboot && !WantsRebootOnly && !WantsNextStart;

    // Unix keeps 8 bits of it.
    private bool Wants(int code) =>
        IsOfCloudbaseInit && (Code == code || (!OperatingSystem.IsWindows() && Code == (code & 0xFF)));
}

/// <summary>The only place that starts a process of a step, waits for it and says how it ended.</summary>
/// <param name="scope">Marks the flow of control that may run processes.</param>
internal sealed class ProcessRun(IProcessRunner runner, DetachedTasks detached, ChangeScope scope)
{
    /// <summary>Runs a process as a change.</summary>
    /// <param name="name">What it is called: <c>batch script 1 of 2</c>.</param>
    /// <param name="timeout">The longest it may take, or null.</param>
    /// <returns>How it ended; null in a dry run.</returns>
    public async Task<ProcessEnd?> RunAsync(
        ProcessStart start, string name, TimeSpan? timeout, ScriptRule rule, StepContext context,
        CancellationToken cancellationToken)
    {
        ProcessEnd? end = null;
        await context.ChangeAsync(
            $"run the {name} as {start.Account}{(start.Detach ? ", detached" : "")}",
            async token =>
            {
                context.Report($"running the {name}");
                end = await EndAsync(start, name, timeout, context, token);
            },
            cancellationToken);
        end = end is null ? null : end with { IsOfCloudbaseInit = rule.HasCloudbaseInitExitCodes };
        if (end is { Code: { } code } && !start.Detach)
            context.Logger.LogInformation("The {Script} ended with exit code {ExitCode}.", name, code);
        return end is { HasFailed: true }
            ? end with { Failure = Explain(start, name, end, rule.ErrorLines) }
            : end;
    }

    /// <summary>Runs a script that changes nothing, in a dry run too.</summary>
    public async Task<ProcessEnd> CheckAsync(
        ProcessStart start, string name, TimeSpan? timeout, StepContext context, CancellationToken cancellationToken)
    {
        var end = new ProcessEnd(null, null);

        // A simulated machine keeps a list of all scripts, and takes the entry in it for a change of the machine.
        await scope.ApplyAsync(
            "check",
            async token => end = await EndAsync(start, $"check of the {name}", timeout, context, token),
            cancellationToken);
        context.Logger.LogInformation("The check of the {Script} ended with {ExitCode}.", name, end.Code);
        return end;
    }

    private async Task<ProcessEnd> EndAsync(
        ProcessStart start, string name, TimeSpan? timeout, StepContext context, CancellationToken cancellationToken)
    {
        try
        {
            NotBegunException.Prepare(() => ScriptFolders.Prepare(start.OutputPath));
            return new(await StartAsync(start, name, timeout, context, cancellationToken), null);
        }
        catch (AccountRefusedException refused) when (start.Logon is not null)
        {
            context.Logger.LogWarning("{Refusal}", refused.Message);
            context.Report($"the {name} runs as whoever runs this, for only a service may start it as {start.Account}");
            return await EndAsync(start with { Logon = null }, name, timeout, context, cancellationToken);
        }
        catch (Exception exception) when (
            exception is TimeoutException or MachineException or IOException or UnauthorizedAccessException
            && exception is not NotRememberedException)
        {
            return new(null, exception is TimeoutException ? exception.Message : $"The {name} was not run: {exception.Message}")
            {
                HasBegun = exception is not NotBegunException,
            };
        }
    }

    private async Task<int> StartAsync(
        ProcessStart start, string name, TimeSpan? timeout, StepContext context, CancellationToken cancellationToken)
    {
        if (start.Detach)
        {
            context.Logger.LogInformation(
                "The {Script} is detached: the boot goes on. Its output: {Output} and {Errors}.",
                name, start.OutputPath, start.ErrorPath);
            await detached.StartAsync(
                name, DetachedResult.Of(start.OutputPath), token => runner.RunAsync(start, token), context);
            return 0;
        }

        using var bound = new CancellationTokenSource(timeout ?? Timeout.InfiniteTimeSpan, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, bound.Token);
        try
        {
            return await runner.RunAsync(start, either.Token);
        }
        catch (OperationCanceledException) when (bound.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"The {name} did not end within its timeout of {DurationText.Format(timeout!.Value)}, so it was ended "
                + $"with all that it had started. See {start.OutputPath} and {start.ErrorPath}.");
        }
    }

    private static string Explain(ProcessStart start, string name, ProcessEnd end, int errorLines)
    {
        var lines = FileTail.Read(start.ErrorPath, errorLines);
        var said = lines.Count == 0 ? "" : $" Its last words: {string.Join(" | ", lines)}.";
        return $"The {name} ended with exit code {end.Code}.{said} See {start.OutputPath} and {start.ErrorPath}.";
    }
}
