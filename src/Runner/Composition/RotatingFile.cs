using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace OpenLaunch.Runner.Composition;

/// <summary>
/// A log file that always has its name: above 1 MiB what is in it moves to <c>NAME.1.log</c>, and what was there to
/// <c>NAME.2.log</c>, up to three. Whoever follows the file needs no other name, and the newest lines are never in a numbered
/// one.
/// </summary>
internal sealed class RotatingFile(string path, ITextFormatter formatter) : ILogEventSink, IDisposable
{
    private const long Bound = 1 << 20;
    private const int Kept = 3;

    private readonly Lock gate = new();
    private FileStream? stream;

    /// <summary>Opens the file, to tell at once whether that is possible.</summary>
    /// <exception cref="IOException">The disk refuses it.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Open()
    {
        lock (gate)
            stream ??= OpenStream();
    }

    /// <summary>Writes an entry as one write, so that two processes do not mix theirs.</summary>
    public void Emit(LogEvent logEvent)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        formatter.Format(logEvent, text);
        lock (gate)
        {
            stream ??= OpenStream();
            if (stream.CanSeek && stream.Seek(0, SeekOrigin.End) > Bound)
                Rotate();
            stream.Write(System.Text.Encoding.UTF8.GetBytes(text.ToString()));
        }
    }

    public void Dispose()
    {
        lock (gate)
            stream?.Dispose();
    }

    private FileStream OpenStream()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
    }

    /// <summary>A file that somebody holds stays in its place, and the log goes on where it was.</summary>
    private void Rotate()
    {
        stream!.Dispose();
        stream = null; // where it cannot be opened again, the next entry tries
        try
        {
            for (var number = Kept - 1; number > 0; number--)
            {
                if (File.Exists(Numbered(number)))
                    File.Move(Numbered(number), Numbered(number + 1), overwrite: true);
            }

            File.Move(path, Numbered(1), overwrite: true);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            // The next entry tries again.
        }

        stream = OpenStream();
        stream.Seek(0, SeekOrigin.End);
    }

    private string Numbered(int number) => Path.ChangeExtension(path, null)
        + string.Create(CultureInfo.InvariantCulture, $".{number}") + Path.GetExtension(path);
}
