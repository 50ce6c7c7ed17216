namespace OpenLaunch.Steps.BootTask;

/// <summary>
/// A wish, made while a run goes on, that Windows start openlaunch at its next start as well: by user data that is to run at
/// every boot, or by a script that calls <c>openlaunch schedule</c>. The run's last step honours it once. It is a file, so
/// that it outlives a reboot in the middle and reaches the run from another process.
/// </summary>
/// <param name="path">The file; it need not exist, nor its folder.</param>
/// <remarks>
/// The task's own state cannot tell: at a scheduled boot it is enabled before anybody wishes anything. The verb makes a
/// request only while a run holds the lock, since before a run the enabled task is all there is to say.
/// </remarks>
public sealed class ScheduleRequest(string path)
{
    /// <summary>The file's name in the state folder.</summary>
    internal const string FileName = "schedule.request";

    private bool made;

    /// <summary>Whether there is a request.</summary>
    public bool IsMade => made || IsPerBoot || File.Exists(path);

    /// <summary>Whether it runs at each start until <c>openlaunch unschedule</c>; <see cref="Clear"/> leaves it.</summary>
    public bool IsPerBoot => File.Exists(PerBootPath);

    private string PerBootPath => path + ".per-boot";

    /// <summary>Makes the request.</summary>
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

    /// <summary>Sets whether openlaunch runs at each start.</summary>
    /// <param name="perBoot">Whether it does.</param>
    /// <exception cref="IOException">The file cannot be written or removed.</exception>
    public void SetPerBoot(bool perBoot)
    {
        if (!perBoot)
        {
            if (IsPerBoot)
                File.Delete(PerBootPath);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(PerBootPath, "");
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
