using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Disks;

namespace OpenLaunch.Steps.DataVolumes;

/// <summary>The inputs of <c>setDriveLetters</c>.</summary>
public sealed record SetDriveLettersInputs : IValidatableObject
{
    /// <summary>The letters, each for the volume with a label.</summary>
    [Required, AtLeast(1), Description("The letters, each for the volume with a label")]
    [Holds(typeof(LabelLetter))]
    public IReadOnlyList<LabelLetter> Letters { get; init; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var twice in Letters.GroupBy(item => char.ToUpperInvariant(item.Letter[0])).Where(same => same.Count() > 1))
            yield return new($"the letter {twice.Key} is wanted twice", [nameof(Letters)]);
        foreach (var twice in Letters.GroupBy(item => item.Label, StringComparer.OrdinalIgnoreCase)
            .Where(same => same.Count() > 1))
            yield return new($"the label '{twice.Key}' stands here twice", [nameof(Letters)]);
    }
}

/// <summary>A volume by its label, and its letter.</summary>
public sealed record LabelLetter
{
    /// <summary>The volume's label; case does not matter.</summary>
    [StringLength(32, MinimumLength = 1), Description("The volume's label; case does not matter")]
    public required string Label { get; init; }

    /// <summary>The letter it is to have.</summary>
    [RegularExpression("[A-Za-z]"), Description("The letter it is to have")]
    public required string Letter { get; init; }
}

/// <summary>Gives volumes their letters by their labels, as the mapping of EC2Launch v1 does.</summary>
[Step("setDriveLetters", "Gives volumes drive letters by their labels")]
public sealed class SetDriveLettersStep : Step<SetDriveLettersInputs>
{
    private readonly DataVolumePorts ports;

    internal SetDriveLettersStep(DataVolumePorts ports) => this.ports = ports;

    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(
        SetDriveLettersInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(context);
        var disks = await new DiskSurvey(ports.Inventory, context.Metadata).ReadAsync(cancellationToken);
        var skipped = new List<string>();
        var wished = inputs.Letters.Select(item => Find(item, disks, skipped)).OfType<LetteredVolume>().ToList();
        var others = await OtherLetters.ReadAsync(ports.Inventory, disks, wished, cancellationToken);
        var plan = LetterPlanner.Plan(wished, others);
        skipped.AddRange(plan.Refusals);
        foreach (var reason in skipped)
            context.Logger.LogWarning("{Reason}", reason);
        if (await OtherLetters.ApplyAsync(plan, ports.Names, context, cancellationToken) is { Count: > 0 } failures)
            return StepOutcome.Failed(string.Join('\n', failures));
        return skipped.Count > 0 && plan.Edits.Count == 0 ? StepOutcome.Skipped(string.Join("; ", skipped)) : StepOutcome.Done;
    }

    /// <summary>The volume with the label, or null with the reason.</summary>
    private static LetteredVolume? Find(LabelLetter item, IReadOnlyList<SurveyedDisk> disks, List<string> skipped)
    {
        var found = (from disk in disks
                     from partition in disk.Layout.Partitions
                     where item.Label.Equals(partition.Label, StringComparison.OrdinalIgnoreCase)
                     select (Disk: disk, Partition: partition)).ToList();
        var letter = char.ToUpperInvariant(item.Letter[0]);
        var reason = found switch
        {
            [] => $"no volume has the label '{item.Label}'",
            [var only] => only.Disk.Identity.Kind == DiskKind.Root && only.Partition.Letter is 'C' && letter != 'C'
                ? $"'{item.Label}' is the volume that Windows runs from"
                : null,
            _ => $"{found.Count} volumes have the label '{item.Label}'",
        };
        if (reason is not null)
        {
            skipped.Add(reason);
            return null;
        }

        return new(found[0].Disk, found[0].Partition.Start, found[0].Partition.Letter, letter);
    }
}
