using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Disks;

namespace OpenLaunch.Steps.DataVolumes;

/// <summary>Makes volumes of empty EBS and instance store disks, and gives volumes their letters and labels.</summary>
[Step("initializeVolume", "Makes volumes of empty EBS and instance store disks, and sets letters and labels")]
public sealed class InitializeVolumeStep : Step<InitializeVolumeInputs>
{
    private readonly DataVolumePorts ports;

    internal InitializeVolumeStep(DataVolumePorts ports) => this.ports = ports;

    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(
        InitializeVolumeInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(context);
        var quiet = new FormatQuiet(ports.Surroundings, context);
        await quiet.EndAsync(cancellationToken);

        var failures = new List<string>();
        var survey = new DiskSurvey(ports.Inventory, context.Metadata);
        var disks = await new DiskWait(ports.Inventory, survey, context).ReadAsync(inputs.Devices, cancellationToken);
        failures.AddRange(Missing(disks, inputs, context));
        var plans = new InitializeVolumePlanner(disks, inputs, key => ProgressOf(context, key)).Plan();
        foreach (var plan in plans.Where(plan => plan.Left is not null))
        {
            context.Logger.LogWarning("{Reason}", plan.Left);
            context.Report(plan.Left!);
        }

        failures.AddRange(plans.Where(plan => plan.IsFailure).Select(plan => plan.Left!));

        var made = await MakeAsync(plans, quiet, context, failures, cancellationToken);
        var current = context.DryRun ? Predict(disks, made) : await survey.ReadAsync(cancellationToken);
        var tended = new TendedVolumes(ports, context);
        failures.AddRange(await tended.SettleAsync(made, current, inputs.Extend, cancellationToken));
        if (failures.Count > 0)
            return StepOutcome.Failed(string.Join('\n', failures));
        var left = plans.Select(plan => plan.Left).OfType<string>().ToList();
        return left.Count > 0 && !plans.Any(plan => plan.IsTended)
            ? StepOutcome.Skipped(string.Join("; ", left))
            : StepOutcome.Done;
    }

    private static DiskProgress ProgressOf(StepContext context, string key) =>
        Enum.TryParse<DiskProgress>(context.Recall(key), out var progress) ? progress : DiskProgress.None;

    private static IEnumerable<string> Missing(
        IReadOnlyList<SurveyedDisk> disks, InitializeVolumeInputs inputs, StepContext context)
    {
        var match = new DeviceMatch(disks);
        foreach (var device in inputs.Devices.Where(device => match.Find(device.Device) is null))
        {
            var here = string.Join(", ", disks.Select(disk => disk.Name));
            var message = $"there is no disk {device.Device}. The disks here: {here}";
            context.Logger.LogWarning("{Reason}", message);
            if (!device.Optional)
                yield return $"{message}. Attach it, wait for it with 'wait', or set optional: true.";
        }
    }

    /// <summary>Makes the volumes, each disk for itself: one that Windows refuses does not hold up the others.</summary>
    private async Task<IReadOnlyList<DiskPlan>> MakeAsync(
        IReadOnlyList<DiskPlan> plans, FormatQuiet quiet, StepContext context, List<string> failures,
        CancellationToken cancellationToken)
    {
        var formats = plans.Any(plan => plan.Acts.Any(act => act is DiskAct.Format));
        if (formats)
            await quiet.BeginAsync(cancellationToken);
        var made = new List<DiskPlan>();
        foreach (var plan in plans.Where(plan => plan.IsTended))
        {
            try
            {
                await MakeAsync(plan, context, cancellationToken);
                made.Add(plan);
            }
            catch (MachineException refusal)
            {
                failures.Add($"{plan.Disk.Name}: {refusal.Message}");
            }
        }

        if (formats)
            await quiet.EndAsync(cancellationToken);
        return made;
    }

    private async Task MakeAsync(DiskPlan plan, StepContext context, CancellationToken cancellationToken)
    {
        if (plan.Acts.Any(act => act is DiskAct.Format))
        {
            // On disk before anything is written: only what is known as begun here is ever finished.
            context.Remember(plan.Key, nameof(DiskProgress.Begun));
            context.Report($"making a volume of {plan.Disk.Name}");
        }

        foreach (var act in plan.Acts)
            await context.ChangeAsync(act.Description, token => act.ApplyAsync(ports.Preparation, token), cancellationToken);
    }

    /// <summary>The disks as a dry run's changes would leave them.</summary>
    private static IReadOnlyList<SurveyedDisk> Predict(IReadOnlyList<SurveyedDisk> disks, IReadOnlyList<DiskPlan> made) =>
        [.. disks.Select(disk => made.FirstOrDefault(plan => plan.Disk.Number == disk.Number)?.Acts.OfType<DiskAct.Format>()
            .FirstOrDefault() is { } format ? Predict(disk, format) : disk)];

    private static SurveyedDisk Predict(SurveyedDisk disk, DiskAct.Format format)
    {
        var (label, size) = (format.FileSystem.Label, disk.Layout.Size - format.Start);
        var volume = new Volumes.Partition(1, format.Start, size, null, format.FileSystem.Name, size)
        {
            Label = label.Length == 0 ? null : label,
        };
        return disk with { Disk = disk.Disk with { Layout = disk.Layout with { Partitions = [volume] } } };
    }
}

/// <summary>The ports of the steps for data volumes.</summary>
internal sealed record DataVolumePorts(
    IDiskInventory Inventory, IDiskPreparation Preparation, IVolumeNames Names, IFormatSurroundings Surroundings,
    Volumes.IDisks Disks, WriteFile.IFiles Files);
