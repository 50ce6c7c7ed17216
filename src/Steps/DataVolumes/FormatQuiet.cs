using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Disks;

namespace OpenLaunch.Steps.DataVolumes;

/// <summary>
/// Turns off what makes a format slow or noisy, and back on what was on: kept in the journal before, so that the next run does so
/// when this one is cut off.
/// </summary>
internal sealed class FormatQuiet(IFormatSurroundings surroundings, StepContext context)
{
    private const string Key = "surroundings";
    private const string Done = "as before";
    private const string Trim = "trim";
    private const string Detection = "detection";

    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        var trim = surroundings.IsTrimOn;
        var detection = await surroundings.IsDetectionRunningAsync(cancellationToken);
        context.Remember(Key, $"{(trim ? Trim : "-")} {(detection ? Detection : "-")}");
        if (trim)
        {
            await TryAsync(
                "turn TRIM off while disks are formatted", token => surroundings.SetTrimAsync(false, token), cancellationToken);
        }

        if (detection)
        {
            await TryAsync(
                "stop the service ShellHWDetection while disks are formatted",
                token => surroundings.SetDetectionAsync(false, token), cancellationToken);
        }
    }

    /// <summary>Gives back what this run, or one that was cut off, has turned off.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        if (context.Recall(Key) is not { } kept || kept == Done)
            return;
        var parts = kept.Split(' ');
        if (parts.Contains(Trim) && (context.DryRun || !surroundings.IsTrimOn))
            await TryAsync("turn TRIM back on", token => surroundings.SetTrimAsync(true, token), cancellationToken);
        if (parts.Contains(Detection) && (context.DryRun || !await surroundings.IsDetectionRunningAsync(cancellationToken)))
        {
            await TryAsync(
                "start the service ShellHWDetection again",
                token => surroundings.SetDetectionAsync(true, token), cancellationToken);
        }

        context.Remember(Key, Done);
    }

    /// <summary>A format that is slow or noisy is still a format.</summary>
    private async Task TryAsync(string description, Func<CancellationToken, Task> apply, CancellationToken cancellationToken)
    {
        try
        {
            await context.ChangeAsync(description, apply, cancellationToken);
        }
        catch (MachineException refusal)
        {
            context.Logger.LogWarning("{Change}: {Refusal}", description, refusal.Message);
        }
    }
}
