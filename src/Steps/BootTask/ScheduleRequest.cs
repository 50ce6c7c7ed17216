namespace OpenLaunch.Steps.BootTask;

/// <summary>
/// A wish, made while a run goes on, that Windows start openlaunch at its next start as well: by user data that is to run at
/// every boot, or by a script that calls <c>openlaunch schedule --once</c>. The run's last step honours it once. It is a file, so
/// that it outlives a reboot in the middle and reaches the run from another process.
/// </summary>
/// <param name="path">The file; it need not exist, nor its folder.</param>
/// <remarks>
/// The task's own state cannot tell: at a scheduled boot it is enabled before anybody wishes anything. The verb makes a
/// request only while a run holds the lock, since before a run the enabled task is all there is to say.
/// </remarks>
internal sealed class ScheduleRequest(string path)
{
    /// <summary>The file's name in the state folder.</summary>
    public const string FileName = "schedule.request";

    private bool made;

    /// <summary>Whether there is a request.</summary>
    public bool IsMade => made || File.Exists(path);

    /// <summary>The request of a state folder.</summary>
    public static ScheduleRequest In(string stateFolder) => new(Path.Combine(stateFolder, FileName));

    /// <param name="keep">Whether to keep it on disk; false in a dry run, where it counts for this process only.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Make(bool keep)
    {
        made = true;
        if (!keep)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(path, "");
    }

    /// <summary>Takes the request back.</summary>
    /// <exception cref="IOException">The file cannot be removed.</exception>
    public void Clear()
    {
        made = false;
        if (File.Exists(path))
            File.Delete(path);
    }
}
