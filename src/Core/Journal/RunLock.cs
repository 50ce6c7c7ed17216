using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using OpenLaunch.Core.Console;

namespace OpenLaunch.Core.Journal;

/// <summary>Allows one run at a time. The operating system lets go of it when its holder dies, however it dies.</summary>
public sealed partial class RunLock : IDisposable
{
    private const string LockName = "run.lock";
    private const string HolderName = "run.holder";
    private const string Unknown = "a run that has not said who it is";

    // Whoever asks IsTaken holds the lock for an instant; a run must not fail because somebody asked.
    private const int ProbeGuards = 3;
    private static readonly TimeSpan ProbeLength = TimeSpan.FromMilliseconds(50);

    private readonly FileStream file;

    private RunLock(FileStream file) => this.file = file;

    /// <summary>Takes the lock.</summary>
    /// <param name="stateFolder">The state folder; made when missing.</param>
    /// <param name="holder">Who takes it, in words for whoever finds it taken.</param>
    /// <exception cref="RunLockedException">Another run holds it.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static async Task<RunLock> TakeAsync(
        string stateFolder, string holder, TimeProvider time, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(stateFolder);
        var taken = TryOpen(stateFolder);
        for (var attempt = 0; taken is null && attempt < ProbeGuards; attempt++)
        {
            await Task.Delay(ProbeLength, time, cancellationToken);
            taken = TryOpen(stateFolder);
        }

        if (taken is null)
            throw new RunLockedException(ReadHolder(stateFolder));
        WriteHolder(stateFolder, holder);
        return new RunLock(taken);
    }

    /// <summary>Takes the lock for the run of a boot, which nobody would start again: it waits for those of verbs.</summary>
    /// <param name="stateFolder">The state folder; made when missing.</param>
    /// <exception cref="RunLockedException">Another run of a boot holds it, or one that does not end.</exception>
    internal static async Task<RunLock> TakeForBootAsync(
        string stateFolder, string holder, TimeSpan patience, Action<string> tell, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        string? told = null;
        while (true)
        {
            try
            {
                return await TakeAsync(stateFolder, holder, time, cancellationToken);
            }
            catch (RunLockedException locked) when (locked.IsWorthWaiting && time.GetElapsedTime(started) < patience)
            {
                if (told != locked.Holder)
                    tell($"waiting at most {patience.TotalMinutes:0} minutes for the end of {told = locked.Holder}");
                await Task.Delay(TimeSpan.FromMilliseconds(500), time, cancellationToken);
            }
        }
    }

    /// <summary>Whether a run holds the lock now. Needs no right to write.</summary>
    public static bool IsTaken(string stateFolder)
    {
        try
        {
            using var probe = new FileStream(Path.Combine(stateFolder, LockName), FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (IOException refusal)
        {
            return IsInUse(refusal);
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Words for the holder of the lock: this process.</summary>
    /// <param name="started">When it started.</param>
    /// <param name="verb">The verb that asked for a run which is no boot's.</param>
    public static string Describe(string runId, DateTimeOffset started, string? verb = null) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(verb is null ? "" : verb + " ")}run {runId}, process {Environment.ProcessId}, "
        + $"started {started.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z");

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    /// <summary>Whether holder words are those of a run that a boot waits for.</summary>
    internal static bool IsWorthWaiting(string holder) => holder == Unknown || VerbRun().IsMatch(holder);

    /// <summary>Whether a file could not be opened because another process has it open.</summary>
    internal static bool IsInUse(IOException refusal) => OperatingSystem.IsWindows()
        ? (refusal.HResult & 0xFFFF) is 32 or 33 // ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION (winerror.h)
        : refusal.HResult == (OperatingSystem.IsMacOS() ? 35 : 11); // EWOULDBLOCK of flock

    private static FileStream? TryOpen(string stateFolder)
    {
        try
        {
            return new FileStream(
                Path.Combine(stateFolder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException refusal) when (IsInUse(refusal))
        {
            return null;
        }
    }

    // Only words for people: the lock holds without them, on a full disk too.
    private static void WriteHolder(string stateFolder, string holder)
    {
        try
        {
            File.WriteAllText(Path.Combine(stateFolder, HolderName), holder);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static string ReadHolder(string stateFolder)
    {
        try
        {
            var holder = PrintableText.Line(File.ReadAllText(Path.Combine(stateFolder, HolderName)));

            // Where a holder could not say who it is, the words of an earlier one stand there.
            var process = ProcessId().Match(holder);
            return holder.Length == 0 || (process.Success && !IsAlive(process.Groups[1].Value)) ? Unknown : holder;
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            return Unknown;
        }
    }

    private static bool IsAlive(string processId)
    {
        try
        {
            using var process = Process.GetProcessById(int.Parse(processId, CultureInfo.InvariantCulture));
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    [GeneratedRegex("^[a-z-]+ run ")]
    private static partial Regex VerbRun();

    [GeneratedRegex(", process ([0-9]{1,9}),")]
    private static partial Regex ProcessId();
}

/// <summary>Another run holds the run lock.</summary>
/// <param name="holder">Who holds it.</param>
public sealed class RunLockedException(string holder)
    : Exception($"Another run is under way: {holder}. Wait for it with 'openlaunch status --wait'.")
{
    /// <summary>Who holds the lock.</summary>
    public string Holder { get; } = holder;

    /// <summary>Whether the holder is the run of a verb, such as <c>repair</c>, after which a boot can still run.</summary>
    internal bool IsWorthWaiting => RunLock.IsWorthWaiting(Holder);
}
