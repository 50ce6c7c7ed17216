using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Simulation;
using static OpenLaunch.Steps.Tests.DataVolumes.DiskBench;

namespace OpenLaunch.Steps.Tests.DataVolumes;

public class SetDriveLettersStepTests
{
    [Fact]
    public async Task Gives_letters_by_label_and_changes_nothing_the_second_time()
    {
        using var bench = new DiskBench(With(1, "D", "Logs"), With(2, "E", "Data"), With(3, null, "Temp"));
        const string yaml = "letters: [{ label: data, letter: d }, { label: Logs, letter: L }, { label: Temp, letter: T }]";
        Assert.Equal(StepOutcome.Done, await bench.SetLettersAsync(yaml));
        Assert.Equal(["L", "D", "T"], bench.State.Disks.Skip(1).Select(disk => disk.Partitions[0].Letter));

        Assert.Equal(StepOutcome.Done, await bench.SetLettersAsync(yaml));
        Assert.Empty(bench.Context.Changes);
    }

    [Fact]
    public async Task What_cannot_be_is_skipped_with_its_reason()
    {
        using var bench = new DiskBench(With(1, "D", "Other"), With(2, "E", "Data"), With(3, "F", "Twin"), With(4, "G", "Twin"));
        bench.State.Letters.Add(new() { Letter = "M" });
        var outcome = await bench.SetLettersAsync(
            "letters: [{ label: None, letter: N }, { label: Data, letter: D }, { label: Twin, letter: T }, { label: Windows, letter: W }]");
        Assert.Equal(
            StepOutcome.Skipped(
                "no volume has the label 'None'; 2 volumes have the label 'Twin'; 'Windows' is the volume that Windows runs from; "
                    + "disk 2 (vol-00000000000000002, sdf) cannot have the letter D:, which belongs to "
                    + "a volume on disk 1 (vol-00000000000000001, sdf)"),
            outcome);
        Assert.Empty(bench.Context.Changes);
    }

    [Theory]
    [InlineData("letters: []")]
    [InlineData("letters: [{ label: A, letter: D }, { label: B, letter: d }]")]
    [InlineData("letters: [{ label: A, letter: D }, { label: a, letter: E }]")]
    [InlineData("letters: [{ label: A, letter: DE }]")]
    public async Task Two_labels_with_one_letter_are_told_before_anything_runs(string yaml)
    {
        using var bench = new DiskBench();
        await Assert.ThrowsAsync<ConfigurationException>(() => bench.SetLettersAsync(yaml));
    }

    private static DiskState With(int number, string? letter, string label)
    {
        var disk = Ebs(number, "sdf");
        disk.Style = "gpt";
        disk.Partitions.Add(new() { Number = 1, Start = "1MiB", Size = "50GiB", Letter = letter, FileSystem = "NTFS", Label = label });
        return disk;
    }
}
