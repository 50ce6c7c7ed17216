using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OpenLaunch.Core.Console;
using OpenLaunch.Steps.Disks;
using OpenLaunch.Steps.Volumes;

namespace OpenLaunch.Runner.Output;

/// <summary>The disks for <c>openlaunch list-volumes</c>.</summary>
internal static class VolumeList
{
    public static VolumeListContext Context { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    private const int Most = 74; // of what stands behind six blanks

    private static readonly string[] Heads = ["disk", "device", "volume", "kind", "size", "style", "state"];

    /// <summary>For people, within 80 columns: a line a disk, and below it its partitions or what else it holds.</summary>
    public static string Text(IReadOnlyList<SurveyedDisk> disks)
    {
        var rows = disks.Select(disk => (Disk: disk, Cells: CellsOf(disk))).ToList();
        var widths = Heads.Select(
            (head, column) => rows.Select(row => row.Cells[column].Length).Append(head.Length).Max()).ToArray();
        var text = new StringBuilder();
        text.AppendLine(Line(Heads));
        foreach (var (disk, cells) in rows)
        {
            text.AppendLine(Line(cells));
            foreach (var detail in DetailsOf(disk))
                text.AppendLine($"      {(detail.Length > Most ? $"{detail[..(Most - 1)]}…" : detail)}");
        }

        return PrintableText.Block(text.ToString().TrimEnd()).ReplaceLineEndings();

        string Line(string[] cells) => string.Join("  ", cells.Zip(widths, (cell, width) => cell.PadRight(width))).TrimEnd();
    }

    public static string Json(IReadOnlyList<SurveyedDisk> disks) =>
        JsonSerializer.Serialize(new VolumeListDocument(1, [.. disks.Select(Describe)]), Context.VolumeListDocument);

    private static string[] CellsOf(SurveyedDisk disk) =>
    [
        $"{disk.Number}", disk.Identity.Device ?? disk.Identity.Ephemeral ?? "-", disk.Identity.VolumeId ?? "-",
        disk.Identity.Kind == DiskKind.InstanceStore ? "instance" : Word(disk.Identity.Kind), ByteSize.Format(disk.Layout.Size),
        Word(disk.Layout.Style), disk.Facts.IsOffline ? "offline" : disk.Facts.IsReadOnly ? "read-only" : "online",
    ];

    private static IEnumerable<string> DetailsOf(SurveyedDisk disk)
    {
        if (disk.Identity.Reason is { } reason)
            yield return $"left alone: {reason}";
        if (disk.Content.State == ContentState.Zero)
            yield return "empty";
        else if (disk.Content.State != ContentState.Partitions)
            yield return $"holds {disk.Content.Name}";
        foreach (var partition in disk.Layout.Partitions.OrderBy(partition => partition.Start))
        {
            var letter = partition.Letter is { } drive ? $"{drive}:" : "- ";
            var what = partition.FileSystem ?? (partition.Kind != PartitionKind.Data ? Word(partition.Kind)
                : disk.Facts.IsOffline ? "offline" : "no file system");
            yield return $"{letter}  {ByteSize.Format(partition.Size),10}  {what,-8}  {partition.Label}".TrimEnd();
        }
    }

    private static VolumeDocument Describe(SurveyedDisk disk) => new(
        disk.Number, disk.Identity.Device ?? disk.Identity.Ephemeral, disk.Identity.VolumeId, Word(disk.Identity.Kind),
        disk.Identity.Reason, disk.Layout.Size, Word(disk.Layout.Style),
        [.. disk.Layout.Partitions.OrderBy(partition => partition.Start).Select(partition => new PartitionDocument(
            partition.Number, partition.Letter?.ToString(), partition.Label, partition.FileSystem, partition.Size,
            Word(partition.Kind)))],
        disk.Content.State == ContentState.Zero ? "zero" : disk.Content.Name, !disk.Facts.IsOffline, disk.Facts.IsReadOnly);

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

internal sealed record VolumeListDocument(int Schema, IReadOnlyList<VolumeDocument> Volumes);

internal sealed record VolumeDocument(
    int Disk, string? Device, string? VolumeId, string Kind, string? Reason, long Bytes, string Style,
    IReadOnlyList<PartitionDocument> Partitions, string Content, bool Online, bool ReadOnly);

internal sealed record PartitionDocument(int Number, string? Letter, string? Label, string? FileSystem, long Bytes, string Kind);

[JsonSerializable(typeof(VolumeListDocument))]
internal sealed partial class VolumeListContext : JsonSerializerContext;
