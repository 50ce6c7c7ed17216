using System.Text;
using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Disks;
using OpenLaunch.Steps.Volumes;
using OpenLaunch.Steps.WriteFile;

namespace OpenLaunch.Steps.DataVolumes;

/// <summary>Letters, labels and sizes of the volumes on disks that are looked after.</summary>
internal sealed class TendedVolumes(DataVolumePorts ports, StepContext context)
{
    private const string Notice =
        "This drive is instance store: it is part of the computer that the instance runs on.\r\n"
        + "All that is on it is lost when the instance is stopped, hibernated or terminated, or when the drive fails.\r\n"
        + "Keep nothing here that you cannot do without.\r\n";

    /// <param name="plans">The disks that are looked after.</param>
    /// <param name="disks">All disks as they are by now.</param>
    /// <param name="extendsAll">Whether volumes of disks that are not named grow with their disks.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>What failed.</returns>
    public async Task<IReadOnlyList<string>> SettleAsync(
        IReadOnlyList<DiskPlan> plans, IReadOnlyList<SurveyedDisk> disks, bool extendsAll, CancellationToken cancellationToken)
    {
        var volumes = plans.SelectMany(plan => VolumesOf(plan, disks)).ToList();
        var failures = new List<string>();
        foreach (var volume in volumes)
        {
            if (volume.Plan.Wish?.Name is { } name && volume.IsNamed && name != (volume.Partition.Label ?? ""))
            {
                await TryAsync(volume.Disk, failures, () => context.ChangeAsync(
                    $"set the label of the volume on {volume.Disk.Name} to '{name}' (was '{volume.Partition.Label}')",
                    token => ports.Names.SetLabelAsync(volume.Disk.Disk, volume.Partition.Start, name, token),
                    cancellationToken));
            }

            if (volume.Plan.Wish?.Extend ?? extendsAll)
                await TryAsync(volume.Disk, failures, () => ExtendAsync(volume, cancellationToken));
        }

        failures.AddRange(await LetterAsync(volumes, disks, cancellationToken));
        foreach (var plan in plans.Where(plan => plan.IsNew))
            await TryAsync(plan.Disk, failures, () => FinishAsync(plan, cancellationToken));
        return failures;
    }

    /// <summary>What Windows refuses of one volume does not hold up the others.</summary>
    /// <param name="failures">Takes what failed.</param>
    public static async Task TryAsync(SurveyedDisk disk, List<string> failures, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception refusal) when (refusal is MachineException or IOException or UnauthorizedAccessException)
        {
            failures.Add($"{disk.Name}: {refusal.Message}");
        }
    }

    private static IEnumerable<TendedVolume> VolumesOf(DiskPlan plan, IReadOnlyList<SurveyedDisk> disks)
    {
        // In a dry run an offline disk shows no volumes.
        var disk = disks.FirstOrDefault(disk => DiskPlan.KeyOf(disk) == plan.Key);
        var partitions = disk?.Layout.Partitions.Where(part => part is { Kind: PartitionKind.Data, FileSystem: not null })
            .OrderBy(part => part.Start).ToList() ?? [];
        return partitions.Select(
            (part, index) => new TendedVolume(plan, disk!, part, IsNamed: index == 0 && plan.Wish is not null));
    }

    private async Task<IReadOnlyList<string>> LetterAsync(
        IReadOnlyList<TendedVolume> volumes, IReadOnlyList<SurveyedDisk> disks, CancellationToken cancellationToken)
    {
        var lettered = volumes.Where(volume => !volume.Partition.NeedsNoLetter || volume.Wanted is not null)
            .Select(volume => new LetteredVolume(volume.Disk, volume.Partition.Start, volume.Partition.Letter, volume.Wanted)
            {
                IsNew = volume.Plan.IsNew,
                FromEnd = volume.Disk.Identity.Kind == DiskKind.InstanceStore,
            }).ToList();
        var others = await OtherLetters.ReadAsync(ports.Inventory, disks, lettered, cancellationToken);
        var plan = LetterPlanner.Plan(lettered, others);
        return [.. plan.Refusals, .. await OtherLetters.ApplyAsync(plan, ports.Names, context, cancellationToken)];
    }

    private async Task ExtendAsync(TendedVolume volume, CancellationToken cancellationToken)
    {
        var (disk, partition) = (volume.Disk, volume.Partition);
        if (context.DryRun && volume.Plan.Acts.Count > 0)
            return;
        if (VolumePlanner.Plan(disk.Layout, partition) is not VolumePlan.Extend extend)
            return;
        var size = ByteSize.Format(extend.NewSize);
        if (extend.GrowsPartition)
        {
            await context.ChangeAsync(
                $"grow partition {partition.Number} of {disk.Name} from {ByteSize.Format(partition.Size)} to {size}",
                token => ports.Disks.GrowPartitionAsync(disk.Number, partition.Number, extend.NewSize, token), cancellationToken);
        }

        await context.ChangeAsync(
            $"extend the {partition.FileSystem} file system of the volume on {disk.Name} to {size}",
            token => ports.Disks.ExtendFileSystemAsync(disk.Number, partition.Number, token), cancellationToken);
    }

    /// <summary>What is still to do for a new volume once it has its letter.</summary>
    private async Task FinishAsync(DiskPlan plan, CancellationToken cancellationToken)
    {
        var disks = context.DryRun ? [] : await ports.Inventory.ListAsync(cancellationToken);
        // Its number may be another one by now; without a serial number it is all there is.
        var volume = disks.FirstOrDefault(disk => disk.Facts.Serial == plan.Disk.Facts.Serial
            && (disk.Facts.Serial.Length > 0 || disk.Number == plan.Disk.Number))?.Layout.Partitions
            .FirstOrDefault(partition => partition is { Letter: not null, FileSystem: not null });
        if (plan.Disk.Identity.Kind == DiskKind.InstanceStore && volume?.Letter is { } letter)
        {
            var file = new FileToWrite($@"{letter}:\Important.txt", Encoding.ASCII.GetBytes(Notice), Append: false);
            if (file.Plan(await ports.Files.ReadAsync(file.Path, cancellationToken)) is { } bytes)
            {
                await context.ChangeAsync(
                    $"write {file.Path}, which says that the drive is lost with the instance",
                    token => ports.Files.WriteAsync(file.Path, bytes, token), cancellationToken);
            }
        }

        if (volume is not null)
            context.Remember(plan.Key, nameof(DiskProgress.Done));
        context.Logger.LogInformation("{Disk} is ready as {Letter}:", plan.Disk.Name, volume?.Letter);
    }

    private sealed record TendedVolume(DiskPlan Plan, SurveyedDisk Disk, Partition Partition, bool IsNamed)
    {
        public char? Wanted => IsNamed ? Plan.Wish?.Drive : null;
    }
}

/// <summary>The letters that a plan of letters has to respect, and the way to make it true.</summary>
internal static class OtherLetters
{
    /// <summary>Who has each letter that none of the volumes has.</summary>
    public static async Task<IReadOnlyDictionary<char, string>> ReadAsync(
        IDiskInventory inventory, IReadOnlyList<SurveyedDisk> disks, IReadOnlyList<LetteredVolume> volumes,
        CancellationToken cancellationToken)
    {
        var owners = new Dictionary<char, string>(await inventory.ListOtherLettersAsync(cancellationToken));
        foreach (var disk in disks)
        {
            foreach (var partition in disk.Layout.Partitions.Where(part => part.Letter is not null))
            {
                if (!volumes.Any(volume => volume.Disk.Number == disk.Number && volume.Start == partition.Start))
                    owners[partition.Letter!.Value] = $"a volume on {disk.Name}";
            }
        }

        return owners;
    }

    /// <returns>What failed.</returns>
    public static async Task<IReadOnlyList<string>> ApplyAsync(
        LetterPlan plan, IVolumeNames names, StepContext context, CancellationToken cancellationToken)
    {
        var failures = new List<string>();
        foreach (var edit in plan.Edits)
        {
            var (disk, start) = (edit.Volume.Disk, edit.Volume.Start);
            await TendedVolumes.TryAsync(disk, failures, () => context.ChangeAsync(
                edit.Description,
                token => edit.IsRemoval
                    ? names.RemoveLetterAsync(disk.Disk, start, edit.Letter, token)
                    : names.AssignLetterAsync(disk.Disk, start, edit.Letter, token),
                cancellationToken));
        }

        return failures;
    }
}
