using OpenLaunch.Core.Journal;

namespace OpenLaunch.Steps.Installation;

/// <summary>
/// Forgets what the agent did on this machine, so that the next run starts as on a new instance. A script of a run that asks
/// for it leaves a request, which the run honours when its plan has ended.
/// </summary>
/// <param name="stateFolder">The state folder.</param>
public sealed class StateReset(string stateFolder)
{
    private string RequestPath => Path.Combine(stateFolder, "reset.request");

    /// <summary>Whether somebody asked for it.</summary>
    public bool IsRequested => File.Exists(RequestPath);

    /// <summary>Forgets now, or asks the run that is under way to.</summary>
    /// <returns>True when it is done, false when it was asked for.</returns>
    /// <exception cref="IOException">The state folder cannot be written.</exception>
    public bool Apply()
    {
        if (!RunLock.IsTaken(stateFolder))
        {
            Forget();
            return true;
        }

        File.WriteAllText(RequestPath, "");
        return false;
    }

    /// <summary>Forgets if it was asked for. Called when a plan has ended and its lock is free.</summary>
    /// <exception cref="IOException">The state folder cannot be written.</exception>
    public void Honour()
    {
        if (IsRequested)
            Forget();
    }

    private void Forget()
    {
        // The request goes last: a power cut before leaves it, and the next end of a plan forgets the rest.
        foreach (var name in new[] { JournalFile.FileName, "schedule.request", "reset.request" })
            File.Delete(Path.Combine(stateFolder, name));
        var work = Path.Combine(stateFolder, "userdata");
        if (!Directory.Exists(work))
            return;
        foreach (var entry in new DirectoryInfo(work).EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo folder)
                folder.Delete(recursive: true);
            else
                entry.Delete();
        }
    }
}
