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
        var owed = Owed(); // what could not be given back before is so still
        var trim = surroundings.IsTrimOn;
        var detection = await surroundings.IsDetectionRunningAsync(cancellationToken);
        Keep(trim || owed.Contains(Trim), detection || owed.Contains(Detection));
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
        if (Owed() is not { Length: > 0 } owed)
            return;
        var trim = owed.Contains(Trim) && (context.DryRun || !surroundings.IsTrimOn)
            && !await TryAsync("turn TRIM back on", token => surroundings.SetTrimAsync(true, token), cancellationToken);
        var detection = owed.Contains(Detection)
            && (context.DryRun || !await surroundings.IsDetectionRunningAsync(cancellationToken))
            && !await TryAsync(
                "start the service ShellHWDetection again",
                token => surroundings.SetDetectionAsync(true, token), cancellationToken);
        Keep(trim, detection); // what Windows refused is tried again by the next run
    }

    private string[] Owed() => context.Recall(Key) is { } kept && kept != Done ? kept.Split(' ') : [];

    private void Keep(bool trim, bool detection) => context.Remember(
        Key, trim || detection ? $"{(trim ? Trim : "-")} {(detection ? Detection : "-")}" : Done);

    /// <summary>A format that is slow or noisy is still a format.</summary>
    /// <returns>Whether the change was made.</returns>
    private async Task<bool> TryAsync(
        string description, Func<CancellationToken, Task> apply, CancellationToken cancellationToken)
    {
        try
        {
            await context.ChangeAsync(description, apply, cancellationToken);
            return true;
        }
        catch (Exception refusal) when (refusal is MachineException or TimeoutException)
        {
            context.Logger.LogWarning("{Change}: {Refusal}", description, refusal.Message);
            return false;
        }
    }
}
