namespace OpenLaunch.Core.Journal;

/// <summary>Appends to the journal file. One process at a time: the holder of the run lock.</summary>
public sealed class JournalFile : IDisposable
{
    /// <summary>The journal's name in the state folder.</summary>
    public const string FileName = "journal.ndjson";

    private const long CompactAbove = 1 << 20;

    private readonly Lock gate = new();
    private readonly FileStream stream;

    private JournalFile(FileStream stream) => this.stream = stream;

    /// <summary>Opens the journal for appending, cut to its last whole line, and compacts it above 1 MiB.</summary>
    /// <param name="stateFolder">The state folder; made when missing.</param>
    /// <param name="content">What the journal held.</param>
    /// <exception cref="IOException">The file cannot be opened for writing.</exception>
    public static JournalFile Open(string stateFolder, out JournalContent content)
    {
        Directory.CreateDirectory(stateFolder);
        var path = Path.Combine(stateFolder, FileName);
        content = JournalContent.Read(path);
        if (content.ValidLength > CompactAbove)
        {
            content = content with { Records = JournalCompaction.Compact(content.Records) };
            Replace(path, content.Records);
        }

        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read | FileShare.Delete, bufferSize: 0);
        if (content.ValidLength <= CompactAbove && stream.Length != content.ValidLength)
            stream.SetLength(content.ValidLength);
        stream.Seek(0, SeekOrigin.End);
        return new JournalFile(stream);
    }

    /// <summary>Appends a record as one write.</summary>
    /// <param name="record">The record.</param>
    /// <param name="flush">Whether it must survive a power cut from here on.</param>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    public void Append(JournalRecord record, bool flush = true)
    {
        var line = JournalSerializer.ToLine(record);
        lock (gate)
        {
            stream.Write(line);
            if (flush)
                stream.Flush(flushToDisk: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private static void Replace(string path, IReadOnlyList<JournalRecord> records)
    {
        var temporary = path + ".new";
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            foreach (var record in records)
                stream.Write(JournalSerializer.ToLine(record));
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
