using OpenLaunch.Steps.Disks;

namespace OpenLaunch.Steps.DataVolumes;

/// <summary>A volume whose letter is looked after.</summary>
/// <param name="Disk">Its disk.</param>
/// <param name="Start">Where it starts on the disk.</param>
/// <param name="Current">The letter it has.</param>
/// <param name="Wanted">The letter it is to have; null: any.</param>
internal sealed record LetteredVolume(SurveyedDisk Disk, long Start, char? Current, char? Wanted)
{
    /// <summary>Whether the letter it has was given by Windows to a volume of this run, and means nothing.</summary>
    public bool IsNew { get; init; }

    /// <summary>Instance store is lettered from Z down.</summary>
    public bool FromEnd { get; init; }
}

/// <summary>One letter that goes or comes.</summary>
internal sealed record LetterEdit(LetteredVolume Volume, char Letter, bool IsRemoval)
{
    public string Description => IsRemoval
        ? $"take the letter {Letter}: from the volume on {Volume.Disk.Name}"
        : $"give the volume on {Volume.Disk.Name} the letter {Letter}:";
}

/// <summary>The edits, and what cannot be had.</summary>
internal sealed record LetterPlan(IReadOnlyList<LetterEdit> Edits, IReadOnlyList<string> Refusals);

/// <summary>
/// Plans drive letters. Letters that volumes of the plan have may change hands in it: all that change are taken first and given
/// after that, so that two can swap, and a run that was cut off between the two finds them free.
/// </summary>
internal static class LetterPlanner
{
    /// <param name="volumes">The volumes, in the order in which they choose.</param>
    /// <param name="others">Who has each other letter, as in <c>D: belongs to a CD drive</c>.</param>
    public static LetterPlan Plan(IReadOnlyList<LetteredVolume> volumes, IReadOnlyDictionary<char, string> others)
    {
        var target = new Dictionary<LetteredVolume, char>();
        var refusals = new List<string>();
        foreach (var volume in volumes.Where(volume => volume.Wanted is not null))
        {
            if (!others.TryGetValue(volume.Wanted!.Value, out var owner))
                target[volume] = volume.Wanted.Value;
            else
                refusals.Add($"{volume.Disk.Name} cannot have the letter {volume.Wanted}:, which belongs to {owner}");
        }

        // What has a letter that nobody wants keeps it; then the others choose. One that may not have its own gets no other.
        foreach (var volume in volumes.Where(volume => !target.ContainsKey(volume)
            && volume.Current is not null && (!volume.IsNew || volume.Wanted is not null)))
        {
            if (!target.ContainsValue(volume.Current!.Value))
                target[volume] = volume.Current.Value;
        }

        foreach (var volume in volumes.Where(volume => !target.ContainsKey(volume) && volume.Wanted is null))
        {
            var free = Choices(volume.FromEnd).FirstOrDefault(
                letter => !others.ContainsKey(letter) && !target.ContainsValue(letter));
            if (free == default)
                refusals.Add($"no letter is free for {volume.Disk.Name}");
            else
                target[volume] = free;
        }

        var changed = volumes.Where(volume => target.TryGetValue(volume, out var letter) && letter != volume.Current).ToList();
        return new(
            [
                .. changed.Where(volume => volume.Current is not null)
                    .Select(volume => new LetterEdit(volume, volume.Current!.Value, true)),
                .. changed.Select(volume => new LetterEdit(volume, target[volume], false)),
            ],
            refusals);
    }

    private static IEnumerable<char> Choices(bool fromEnd)
    {
        var letters = Enumerable.Range('D', 'Z' - 'D' + 1).Select(letter => (char)letter);
        return fromEnd ? letters.Reverse() : letters;
    }
}
