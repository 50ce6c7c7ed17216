using OpenLaunch.Core.Journal;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Permissions;
using OpenLaunch.Steps.Scripts;

namespace OpenLaunch.Steps.Generalization;

/// <summary>
/// Forgets what the agent did on this machine, so that the next run starts as on a new instance. A script of a run that asks
/// for it leaves a request, which the run honours when its plan has ended.
/// </summary>
internal sealed class StateReset(string stateFolder, TimeProvider time)
{
    private const string RequestName = "reset.request";

    private string RequestPath => Path.Combine(stateFolder, RequestName);

    public bool IsRequested => File.Exists(RequestPath);

    /// <summary>Forgets now, or asks the run that is under way to.</summary>
    /// <exception cref="RunLockedException">Sysprep is under way, which forgets by itself.</exception>
    /// <exception cref="IOException">The state folder cannot be written.</exception>
    public async Task<bool> ApplyAsync(CancellationToken cancellationToken)
    {
        if (await TryForgetAsync(cancellationToken))
            return true;
        await File.WriteAllTextAsync(RequestPath, "", cancellationToken);

        // The run may have ended meanwhile, and nobody would look until the end of the next one.
        return await HonourAsync(cancellationToken);
    }

    /// <summary>Forgets if it was asked for. Called when a plan has ended and its lock is free.</summary>
    /// <exception cref="IOException">The state folder cannot be written.</exception>
    public async Task<bool> HonourAsync(CancellationToken cancellationToken) =>
        !IsRequested || await TryForgetAsync(cancellationToken);

    /// <summary>Forgets. The caller holds the run lock.</summary>
    /// <exception cref="IOException">The state folder cannot be written.</exception>
    public void Forget()
    {
        new Ec2LaunchMarkers(stateFolder).Remove();

        // The requests go last: a power cut before leaves them, and the next end of a plan forgets the rest.
        string[] names =
            [RunOnceMarker.FileName, JournalFile.FileName, ScheduleRequest.FileName, SysprepRequest.FileName, RequestName];
        foreach (var name in names)
            File.Delete(Path.Combine(stateFolder, name));
        var work = Path.Combine(stateFolder, ScriptFolders.Name);
        if (DataFolders.IsLink(new DirectoryInfo(work)))
            Directory.Delete(work); // the link, and nothing that it leads to
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

    private async Task<bool> TryForgetAsync(CancellationToken cancellationToken)
    {
        try
        {
            var holder = $"reset, process {Environment.ProcessId}";
            using var held = await RunLock.TakeAsync(stateFolder, holder, time, cancellationToken);
            Forget();
            return true;
        }
        catch (RunLockedException locked) when (SysprepRequest.IsHeldByRun(locked))
        {
            return false;
        }
    }
}
