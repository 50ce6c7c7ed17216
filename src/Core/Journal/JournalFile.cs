namespace OpenLaunch.Core.Journal;

/// <summary>
/// Appends to the journal file. One process at a time: the holder of the run lock. On a disk that cannot be written it is open
/// all the same and refuses each record, so that the run goes on and knows what is not recorded.
/// </summary>
public sealed class JournalFile : IDisposable
{
    /// <summary>The journal's name in the state folder.</summary>
    public const string FileName = "journal.ndjson";

    private const long CompactAbove = 1 << 20;

    private readonly Lock gate = new();
    private readonly string path;
    private FileStream? stream;
    private long end;
    private bool isClosed;
    private string? problem;

    private JournalFile(string path, long end) => (this.path, this.end) = (path, end);

    /// <summary>
    /// Opens the journal for appending, cut to its last whole line and without damaged ones, and compacts it above 1 MiB where
    /// that halves it.
    /// </summary>
    /// <param name="stateFolder">The state folder; made when missing.</param>
    /// <param name="content">What the journal held.</param>
    /// <exception cref="IOException">The file is there and cannot be read.</exception>
    public static JournalFile Open(string stateFolder, out JournalContent content)
    {
        var path = Path.Combine(stateFolder, FileName);
        AtomicFile.RemoveLeftovers(path);
        content = JournalContent.Read(path);
        var end = content.ValidLength;
        if (end > CompactAbove || content.IsDamaged)
        {
            // One run may be above the bound, and all of it is kept: without need each start would write it anew.
            // A damaged line is told of once. A rewrite that fails leaves the journal as it is.
            var records = end > CompactAbove ? JournalCompaction.Compact(content.Records) : content.Records;
            var isWorthIt = content.IsDamaged || records.Count <= content.Records.Count / 2;
            if (isWorthIt && TryReplace(path, records) is { } length)
                (content, end) = (content with { Records = records }, length);
        }

        return new JournalFile(path, end);
    }

    /// <summary>A journal that refuses each record: what it holds is not known, and must not be overwritten.</summary>
    internal static JournalFile Unusable(string stateFolder, string problem) =>
        new(Path.Combine(stateFolder, FileName), 0) { problem = problem };

    /// <summary>Opens the file ahead of the first record.</summary>
    /// <exception cref="IOException">It cannot be opened; a record tries again.</exception>
    internal void Prepare()
    {
        lock (gate)
            stream ??= OpenStream();
    }

    /// <summary>Appends a record as one write.</summary>
    /// <param name="flush">Whether it must survive a power cut from here on.</param>
    /// <exception cref="IOException">The disk is full, read-only or gone.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Append(JournalRecord record, bool flush = true)
    {
        var line = JournalSerializer.ToLine(record);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isClosed, this);
            if (problem is not null)
                throw new IOException(problem);
            stream ??= OpenStream();

            // What a power cut or a write that failed half-way left there.
            if (stream.Length != end)
                stream.SetLength(end);
            stream.Position = end;
            stream.Write(line);
            if (flush)
                stream.Flush(flushToDisk: true);
            end = stream.Position;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            isClosed = true;
            stream?.Dispose();
        }
    }

    private FileStream OpenStream()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read | FileShare.Delete, bufferSize: 0);
    }

    /// <returns>The new journal's length; null when it could not be written.</returns>
    private static long? TryReplace(string path, IReadOnlyList<JournalRecord> records)
    {
        try
        {
            byte[] lines = [.. records.SelectMany(JournalSerializer.ToLine)];
            AtomicFile.Write(path, lines);
            return lines.Length;
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
