using System.Globalization;

namespace OpenLaunch.Core.Journal;

/// <summary>Allows one run at a time. The operating system lets go of it when its holder dies, however it dies.</summary>
public sealed class RunLock : IDisposable
{
    private const string LockName = "run.lock";
    private const string HolderName = "run.holder";

    // Whoever asks IsTaken holds the lock for an instant; a run must not fail because somebody asked.
    private const int ProbeGuards = 3;
    private static readonly TimeSpan ProbeLength = TimeSpan.FromMilliseconds(50);

    private readonly FileStream file;

    private RunLock(FileStream file) => this.file = file;

    /// <summary>Takes the lock.</summary>
    /// <param name="stateFolder">The state folder; made when missing.</param>
    /// <param name="holder">Who takes it, in words for whoever finds it taken.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <exception cref="RunLockedException">Another run holds it.</exception>
    public static async Task<RunLock> TakeAsync(
        string stateFolder, string holder, TimeProvider time, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(stateFolder);
        var taken = TryOpen(stateFolder);
        for (var attempt = 0; taken is null && attempt < ProbeGuards; attempt++)
        {
            await Task.Delay(ProbeLength, time, cancellationToken).ConfigureAwait(false);
            taken = TryOpen(stateFolder);
        }

        if (taken is null)
            throw new RunLockedException(ReadHolder(stateFolder));
        await File.WriteAllTextAsync(Path.Combine(stateFolder, HolderName), holder, cancellationToken).ConfigureAwait(false);
        return new RunLock(taken);
    }

    /// <summary>Whether a run holds the lock now.</summary>
    /// <param name="stateFolder">The state folder.</param>
    public static bool IsTaken(string stateFolder)
    {
        if (!File.Exists(Path.Combine(stateFolder, LockName)))
            return false;
        using var probe = TryOpen(stateFolder);
        return probe is null;
    }

    /// <summary>Words for the holder of the lock: this process.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="started">When it started.</param>
    public static string Describe(string runId, DateTimeOffset started) => string.Create(
        CultureInfo.InvariantCulture,
        $"run {runId}, process {Environment.ProcessId}, started {started.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z");

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private static FileStream? TryOpen(string stateFolder)
    {
        try
        {
            return new FileStream(
                Path.Combine(stateFolder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(Path.Combine(stateFolder, LockName)))
        {
            return null;
        }
    }

    private static string ReadHolder(string stateFolder)
    {
        var path = Path.Combine(stateFolder, HolderName);
        return File.Exists(path) ? File.ReadAllText(path) : "a run that has not said who it is yet";
    }
}
