using System.Globalization;

namespace OpenLaunch.Core.Journal;

/// <summary>What a journal file holds.</summary>
/// <param name="Records">The readable records, oldest first.</param>
/// <param name="Warnings">What was dropped, one sentence each.</param>
/// <param name="ValidLength">Bytes up to the end of the last whole line.</param>
public sealed record JournalContent(IReadOnlyList<JournalRecord> Records, IReadOnlyList<string> Warnings, long ValidLength)
{
    // Above 1 MiB it is compacted; such a file is not one that an agent left.
    private const long MaxLength = 256 << 20;

    /// <summary>Nothing recorded yet.</summary>
    public static JournalContent Empty { get; } = new([], [], 0);

    /// <summary>Whether a line before the last one is damaged.</summary>
    internal bool IsDamaged { get; private init; }

    /// <summary>Reads a journal. A torn last line is dropped, damaged lines elsewhere are skipped, both with a warning.</summary>
    /// <param name="path">The file; a missing one is an empty journal.</param>
    /// <exception cref="IOException">The file exists and cannot be read, or a later version of OpenLaunch wrote it.</exception>
    public static JournalContent Read(string path) => File.Exists(path) ? Parse(ReadShared(path), path)
        : Directory.Exists(path) ? throw new IOException($"{path} is a folder, and not the journal.")
        : Empty;

    private static byte[] ReadShared(string path)
    {
        // A run may be appending while status reads.
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (stream.Length > MaxLength)
            throw new IOException($"{path} is larger than {MaxLength >> 20} MiB, so it is no journal of OpenLaunch.");
        var bytes = new byte[stream.Length];
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes[..read];
    }

    private static JournalContent Parse(ReadOnlySpan<byte> bytes, string path)
    {
        var records = new List<JournalRecord>();
        var warnings = new List<string>();
        var (start, line, damaged, firstDamaged) = (0, 0, 0, 0);
        while (start < bytes.Length)
        {
            line++;
            var length = bytes[start..].IndexOf((byte)'\n');
            if (length < 0)
            {
                warnings.Add($"{path}: dropped the torn last line {line}, as a power cut leaves it");
                break;
            }

            if (JournalSerializer.FromLine(bytes.Slice(start, length)) is { } record)
                records.Add(Known(record, path));
            else if (damaged++ == 0)
                firstDamaged = line;
            start += length + 1;
        }

        if (damaged > 0)
        {
            warnings.Insert(0, damaged == 1 ? $"{path}: skipped the damaged line {firstDamaged}" : string.Create(
                CultureInfo.InvariantCulture, $"{path}: skipped {damaged} damaged lines, the first of them line {firstDamaged}"));
        }

        return new(records, warnings, start) { IsDamaged = damaged > 0 };
    }

    private static JournalRecord Known(JournalRecord record, string path) => record.Schema is not > JournalRecord.CurrentSchema
        ? record
        : throw new IOException(
            $"{path} was written by a later version of OpenLaunch (form {record.Schema}; this one reads "
            + $"{JournalRecord.CurrentSchema}). Install that version again; 'openlaunch reset' forgets all that ran.");
}
