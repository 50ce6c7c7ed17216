using OpenLaunch.Core.Journal;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Scripts;

namespace OpenLaunch.Steps.Generalization;

/// <summary>Makes the machine one that an image can be made of, with Sysprep, as EC2Launch's SysprepInstance does.</summary>
internal sealed class Generalization(GeneralizationPorts ports, TimeProvider time)
{
    private const string Generalized = "IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE";

    private static readonly TimeSpan ScriptBound = TimeSpan.FromHours(1);
    private static readonly TimeSpan SysprepBound = TimeSpan.FromHours(2);
    private static readonly TimeSpan StateBound = TimeSpan.FromMinutes(1);

    /// <summary>The acts in their order. What can fail without harm comes first.</summary>
    public IEnumerable<InstallationAct> Acts(GeneralizationPlan plan, IEnumerable<InstallationAct> ofAgent)
    {
        if (plan.Script is { } script)
            yield return new InstallationAct($"run {script}", token => RunScriptAsync(script, plan.LogFolder, token));
        var filled = plan.Unattend.Filled.Count == 0 ? "" : $", filled in: {string.Join(", ", plan.Unattend.Filled)}";
        yield return InstallationAct.Of(
            $"write the answer file {plan.UnattendPath}{filled}", () => Write(plan.UnattendPath, plan.Unattend.Content));
        foreach (var act in ofAgent)
            yield return act;
        var wasOpen = false;
        yield return InstallationAct.Of(
            "close Remote Desktop until the specialize pass opens it again",
            () =>
            {
                wasOpen = ports.RemoteDesktop.IsOpen;
                ports.RemoteDesktop.Set(open: false);
            });
        yield return new InstallationAct(
            $"run {CommandLine.ForDisplay("sysprep.exe", plan.Arguments)}",
            token => RunSysprepAsync(plan.Arguments, wasOpen, token));
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

    private async Task RunSysprepAsync(
        IReadOnlyList<string> arguments, bool wasOpen, CancellationToken cancellationToken)
    {
        try
        {
            using var bound = new CancellationTokenSource(SysprepBound, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, bound.Token);
            var code = await ports.Sysprep.RunAsync(arguments, either.Token);
            var state = code == 0 ? await StateAfterAsync(cancellationToken) : ports.State.Read().ImageState;
            if (code != 0 || state != Generalized)
                throw Failure($"ended with exit code {code} and the image state {state ?? "unknown"}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Reopen(wasOpen);
            throw Failure($"has not ended within {SysprepBound.TotalHours} hours and is left running");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Reopen(wasOpen);
            throw;
        }
    }

    /// <summary>The image state once it says that all is well, else what it is when the bound is over.</summary>
    private async Task<string?> StateAfterAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (ports.State.Read().ImageState is var state)
        {
            var left = StateBound - time.GetElapsedTime(start);
            if (state == Generalized || left <= TimeSpan.Zero)
                return state;
            await ports.State.WaitForChangeAsync(left, cancellationToken);
        }

        return null;
    }

    private void Reopen(bool wasOpen)
    {
        if (wasOpen)
            ports.RemoteDesktop.Set(open: true);
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
