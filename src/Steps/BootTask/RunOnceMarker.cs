using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;

namespace OpenLaunch.Steps.BootTask;

/// <summary>
/// The file of the state folder that says that this instance was set up, under the name that EC2Launch v2's has. Whoever has
/// lost the password attaches the volume elsewhere and deletes it: the next start sets the instance up anew.
/// </summary>
internal sealed class RunOnceMarker(string stateFolder)
{
    /// <summary>The file's name.</summary>
    public const string FileName = ".run-once";

    /// <summary>The file's full path.</summary>
    public string FullPath { get; } = Path.Combine(stateFolder, FileName);

    /// <summary>Whether a plan ran to its end here and somebody deleted the file since.</summary>
    /// <exception cref="IOException">The journal cannot be read.</exception>
    public bool IsDeleted => !File.Exists(FullPath)
        && JournalContent.Read(Path.Combine(stateFolder, JournalFile.FileName)).Records.Any(
            record => record is { Kind: JournalRecordKind.End, Verb: null } && record.Outcome != "reboot");

    /// <summary>
    /// Makes the file where it is missing. Before a plan and not after it: one that could not be made on a full disk must not
    /// look like one that was deleted.
    /// </summary>
    /// <returns>Why not; null when it is there.</returns>
    public Exception? Keep() => File.Exists(FullPath) ? null : StepGuard.Try(() =>
    {
        Directory.CreateDirectory(stateFolder);
        File.WriteAllText(FullPath, "Delete this file to have openlaunch set this instance up anew at the next start.\n");
    });
}
