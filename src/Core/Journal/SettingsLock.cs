namespace OpenLaunch.Core.Journal;

/// <summary>
/// Lets one at a time change what is installed and scheduled: who reads such a file, and writes it with something more in it,
/// would else take out what another wrote in between. It is not the lock of runs, whose scripts call such verbs meanwhile.
/// </summary>
internal sealed class SettingsLock : IDisposable
{
    public const string FileName = "settings.lock";

    /// <summary>How long another is waited for: one that installs may stop services first.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly FileStream? file;

    private SettingsLock(FileStream? file) => this.file = file;

    /// <summary>Takes the lock, after whoever has it.</summary>
    /// <param name="stateFolder">The state folder; made when missing.</param>
    /// <param name="tell">Told once that it waits.</param>
    /// <param name="isOptional">Whether a disk that refuses the lock keeps nothing from its work, as in a run.</param>
    /// <exception cref="IOException">Another has it and does not end, or the folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static async Task<SettingsLock> TakeAsync(
        string stateFolder, Action<string> tell, TimeProvider time, CancellationToken cancellationToken, bool isOptional = false)
    {
        var path = Path.Combine(stateFolder, FileName);
        var started = time.GetTimestamp();
        FileStream? file;
        for (var isTold = false; !TryOpen(path, isOptional, out file); isTold = true)
        {
            if (!isTold)
            {
                tell($"waiting at most {Patience.TotalMinutes:0} minutes for another openlaunch that changes what is installed "
                    + "or scheduled");
            }

            if (time.GetElapsedTime(started) >= Patience)
            {
                throw new IOException(
                    $"Another openlaunch has been changing what is installed or scheduled for {Patience.TotalMinutes:0} minutes: "
                    + $"it holds {path}. Nothing was changed. Wait for its end, or end it, and try again.");
            }

            await Task.Delay(Pause, time, cancellationToken);
        }

        return new(file);
    }

    public void Dispose() => file?.Dispose();

    private static bool TryOpen(string path, bool isOptional, out FileStream? file)
    {
        file = null;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException refusal) when (RunLock.IsInUse(refusal))
        {
            return false;
        }
        catch (Exception refusal) when (isOptional && (refusal is IOException or UnauthorizedAccessException))
        {
            return true;
        }
    }
}
