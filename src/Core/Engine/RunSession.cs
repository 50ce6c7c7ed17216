using System.Globalization;
using System.Security.Cryptography;
using OpenLaunch.Core.Journal;

namespace OpenLaunch.Core.Engine;

/// <summary>One run's hold on the state folder: the lock and the open journal; neither in a dry run.</summary>
public sealed class RunSession : IDisposable
{
    private readonly RunLock? runLock;

    private RunSession(string runId, RunLock? runLock, JournalFile? journal, JournalContent content)
    {
        (RunId, this.runLock, Journal) = (runId, runLock, journal);
        (History, Warnings) = (new JournalHistory(content.Records), content.Warnings);
    }

    /// <summary>Identifies the run; later runs sort after earlier ones.</summary>
    public string RunId { get; }

    /// <summary>What happened before.</summary>
    public JournalHistory History { get; }

    /// <summary>What was found damaged in the journal.</summary>
    public IReadOnlyList<string> Warnings { get; }

    internal JournalFile? Journal { get; }

    /// <summary>Takes the lock and opens the journal.</summary>
    /// <param name="stateFolder">The state folder; made when missing.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <exception cref="RunLockedException">Another run is under way.</exception>
    /// <exception cref="IOException">The state folder cannot be written.</exception>
    public static async Task<RunSession> OpenAsync(string stateFolder, TimeProvider time, CancellationToken cancellationToken)
    {
        var runId = NewRunId(time);
        var runLock = await RunLock.TakeAsync(stateFolder, RunLock.Describe(runId, time.GetUtcNow()), time, cancellationToken)
            .ConfigureAwait(false);
        try
        {
            var journal = JournalFile.Open(stateFolder, out var content);
            return new RunSession(runId, runLock, journal, content);
        }
        catch
        {
            runLock.Dispose();
            throw;
        }
    }

    /// <summary>Reads the journal and writes nothing, not even a lock: for a dry run.</summary>
    /// <param name="stateFolder">The state folder; may be missing.</param>
    /// <param name="time">The clock.</param>
    public static RunSession OpenReadOnly(string stateFolder, TimeProvider time) =>
        new(NewRunId(time), null, null, JournalContent.Read(Path.Combine(stateFolder, JournalFile.FileName)));

    /// <inheritdoc/>
    public void Dispose()
    {
        Journal?.Dispose();
        runLock?.Dispose();
    }

    private static string NewRunId(TimeProvider time) => string.Create(
        CultureInfo.InvariantCulture,
        $"{time.GetUtcNow().UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}");
}
