using OpenLaunch.Core.Journal;
using OpenLaunch.Steps.Sysprep;

namespace OpenLaunch.Steps.Generalization;

/// <summary>
/// Remote Desktop, of which a file keeps that it was open before Sysprep closed it: a Sysprep that is cut off, by a power cut for
/// one, would leave it closed for good. The file travels with an image, so it says of which machine it is.
/// </summary>
internal sealed class RememberedRemoteDesktop(IRemoteDesktop remoteDesktop, string stateFolder, string machineId) : IRemoteDesktop
{
    private string MarkPath => Path.Combine(stateFolder, "remote-desktop.closed");

    public bool IsOpen => remoteDesktop.IsOpen || IsMarked;

    private bool IsMarked => File.Exists(MarkPath) && File.ReadAllText(MarkPath) == machineId;

    public void Set(bool open)
    {
        if (!open && IsOpen)
            AtomicFile.Write(MarkPath, System.Text.Encoding.UTF8.GetBytes(machineId));
        remoteDesktop.Set(open);
        if (open)
            Forget();
    }

    /// <summary>Forgets it: another part of Windows Setup decides now.</summary>
    public void Forget() => File.Delete(MarkPath);

    /// <summary>Opens it when a Sysprep of this machine closed it and never came to an end.</summary>
    /// <param name="state">Where Windows Setup stands: a generalized Windows has an administrator without a password.</param>
    /// <returns>Whether it was opened.</returns>
    public bool Reopen(SetupState state)
    {
        if (!IsMarked || !state.IsOver)
            return false;
        Set(open: true);
        return true;
    }
}
