namespace OpenLaunch.Steps.Simulation;

/// <summary>
/// The files of a simulated machine, on the disk of whoever simulates: a full or read-only one stops no boot, as a real machine
/// is not in a file. What is not kept is told of once.
/// </summary>
internal sealed class SimulationDisk(Action<string> tell)
{
    private readonly HashSet<string> told = [];

    /// <summary>Whether a write was refused for want of room.</summary>
    public static bool IsFull(IOException refusal) => OperatingSystem.IsWindows()
        ? (refusal.HResult & 0xFFFF) is 39 or 112 // ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL (winerror.h)
        : refusal.HResult == 28; // ENOSPC

    /// <summary>Writes a file, or says that it cannot be written.</summary>
    /// <exception cref="UnauthorizedAccessException">Somebody without rights there simulates.</exception>
    public void Keep(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception refusal) when (refusal is IOException
            || (refusal is UnauthorizedAccessException && Environment.IsPrivilegedProcess))
        {
            bool isNew;
            lock (told)
                isNew = told.Add(path);
            if (isNew)
                tell($"warning: {path} cannot be written, so what belongs there is known to this run alone: {refusal.Message}");
        }
    }
}
