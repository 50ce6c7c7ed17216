namespace OpenLaunch.Core.Journal;

/// <summary>What a journal file holds.</summary>
/// <param name="Records">The readable records, oldest first.</param>
/// <param name="Warnings">What was dropped, one sentence each.</param>
/// <param name="ValidLength">Bytes up to the end of the last whole line.</param>
public sealed record JournalContent(IReadOnlyList<JournalRecord> Records, IReadOnlyList<string> Warnings, long ValidLength)
{
    /// <summary>Nothing recorded yet.</summary>
    public static JournalContent Empty { get; } = new([], [], 0);

    /// <summary>Reads a journal. A torn last line is dropped, a damaged line elsewhere skipped, both with a warning.</summary>
    /// <param name="path">The file; a missing one is an empty journal.</param>
    /// <exception cref="IOException">The file exists and cannot be read.</exception>
    public static JournalContent Read(string path) => File.Exists(path) ? Parse(ReadShared(path), path) : Empty;

    private static byte[] ReadShared(string path)
    {
        // A run may be appending while status reads.
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes[..read];
    }

    private static JournalContent Parse(ReadOnlySpan<byte> bytes, string path)
    {
        var records = new List<JournalRecord>();
        var warnings = new List<string>();
        var (start, line) = (0, 0);
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
                records.Add(record);
            else
                warnings.Add($"{path}: skipped the damaged line {line}");
            start += length + 1;
        }

        return new(records, warnings, start);
    }
}
