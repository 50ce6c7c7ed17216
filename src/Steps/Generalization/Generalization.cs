using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Journal;
using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Scripts;

namespace OpenLaunch.Steps.Generalization;

/// <summary>Makes the machine one that an image can be made of, with Sysprep, as EC2Launch's SysprepInstance does.</summary>
internal sealed class Generalization(GeneralizationPorts ports, TimeProvider time)
{
    private static readonly TimeSpan ScriptBound = TimeSpan.FromHours(1);
    private static readonly TimeSpan SysprepBound = TimeSpan.FromHours(2);
    private static readonly TimeSpan StateBound = TimeSpan.FromMinutes(1);

    /// <summary>The acts in their order. What can fail without harm comes first.</summary>
    public IEnumerable<InstallationAct> Acts(GeneralizationPlan plan, IEnumerable<InstallationAct> ofAgent)
    {
        if (plan.Script is { } script)
            yield return new InstallationAct($"run {script}", token => RunScriptAsync(script, plan.LogFolder, token));

        // After the script, which may have installed or removed something.
        yield return new InstallationAct(
            $"wait until Windows Setup, servicing and pending restarts are over, at most {DurationText.Format(plan.Wait)}",
            token => ports.Gate.WaitAsync(plan.Account, plan.Wait, token));
        var filled = plan.Unattend.Filled.Count == 0 ? "" : $", filled in: {string.Join(", ", plan.Unattend.Filled)}";
        yield return InstallationAct.Of(
            $"write the answer file {plan.UnattendPath}{filled}", () => Write(plan.UnattendPath, plan.Unattend.Content));
        foreach (var act in ofAgent)
            yield return act;
        AdminLogon? logon = null;
        if (plan.Administrator is { } administrator)
        {
            logon = new AdminLogon();
            yield return new InstallationAct(
                $"set a random password for '{administrator}' that nobody learns, for Sysprep to run as it",
                token => SetPasswordAsync(administrator, logon, token));
        }

        var wasOpen = false;
        yield return InstallationAct.Of(
            "close Remote Desktop until the specialize pass opens it again",
            () =>
            {
                wasOpen = ports.RemoteDesktop.IsOpen;
                ports.RemoteDesktop.Set(open: false);
            });
        var account = plan.Administrator is null ? "" : $" as '{plan.Administrator}', by a batch logon";
        yield return new InstallationAct(
            $"run {CommandLine.ForDisplay("sysprep.exe", plan.Arguments)}{account}",
            token => RunSysprepAsync(plan, logon, wasOpen, token));
    }

    private async Task RunScriptAsync(string script, string logFolder, CancellationToken cancellationToken)
    {
        var output = Path.Combine(logFolder, "before-sysprep-output.log");
        Directory.CreateDirectory(logFolder);
        var execution = new ProcessStart
        {
            // The script itself, where it stands: it may call files beside it. Not by 'call': Wine loses the exit code of that.
            Command = new ProcessCommand.Script(ScriptLanguage.Batch, $"@{CommandLine.ForBatchFile(script, [])}\r\n"),
            OutputPath = output,
            ErrorPath = Path.Combine(logFolder, "before-sysprep-errors.log"),
        };
        using var bound = new CancellationTokenSource(ScriptBound, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, bound.Token);
        int code;
        try
        {
            code = await ports.Scripts.RunAsync(execution, either.Token);
        }
        catch (ScriptStartException exception)
        {
            throw new WindowsException($"{exception.Message} Nothing was changed.", exception);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new WindowsException(
                $"{script} did not end within {ScriptBound.TotalMinutes} minutes and was ended. Its output is in {output}.",
                null);
        }

        if (code != 0)
        {
            throw new WindowsException(
                $"{script} ended with exit code {code}, so the machine is not generalized. Its output is in {output}.", null);
        }
    }

    private async Task SetPasswordAsync(string administrator, AdminLogon logon, CancellationToken cancellationToken)
    {
        var password = PasswordGenerator.Generate();
        await ports.Accounts.SetPasswordAsync(administrator, password, cancellationToken);
        logon.Remember(administrator, password);
    }

    private async Task RunSysprepAsync(
        GeneralizationPlan plan, AdminLogon? logon, bool wasOpen, CancellationToken cancellationToken)
    {
        try
        {
            await CallSysprepAsync(plan.Arguments, logon, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (wasOpen)
                ports.RemoteDesktop.Set(open: true);
            if (logon is null)
                throw;
            throw new WindowsException(
                $"{exception.Message} Nobody knows the password of '{plan.Administrator}' now: 'openlaunch run-step "
                + "setAdminAccount' sets another, which the instance console tells.",
                exception);
        }
    }

    private async Task CallSysprepAsync(
        IReadOnlyList<string> arguments, AdminLogon? logon, CancellationToken cancellationToken)
    {
        using var bound = new CancellationTokenSource(SysprepBound, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, bound.Token);
        int code;
        try
        {
            code = await ports.Sysprep.RunAsync(arguments, logon, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failure($"has not ended within {SysprepBound.TotalHours} hours and is left running");
        }

        var state = code == 0 ? await StateAfterAsync(cancellationToken) : ports.State.Read().ImageState;
        if (code != 0 || state != SysprepReadiness.Generalized)
            throw Failure($"ended with exit code {code} and the image state {state ?? "unknown"}");
    }

    /// <summary>The image state once it says that all is well, else what it is when the bound is over.</summary>
    private async Task<string?> StateAfterAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (ports.State.Read().ImageState is var state)
        {
            var left = StateBound - time.GetElapsedTime(start);
            if (state == SysprepReadiness.Generalized || left <= TimeSpan.Zero)
                return state;
            await ports.State.WaitForChangeAsync(left, cancellationToken);
        }

        return null;
    }

    private WindowsException Failure(string what) => new(
        $"sysprep.exe {what}. Make no image of this machine yet. What failed is in {ports.Sysprep.ErrorLog}; Remote Desktop is "
        + "as it was before. Correct the cause and run 'openlaunch sysprep' again.",
        null);

    private static void Write(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, content);
    }
}
