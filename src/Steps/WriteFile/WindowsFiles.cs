using System.Runtime.Versioning;
using System.Security.AccessControl;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;
using OpenLaunch.Steps.Permissions;

namespace OpenLaunch.Steps.WriteFile;

/// <summary>The files of this Windows.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsFiles : IFiles
{
    // Owner Administrators; nothing inherited; full control for SYSTEM and Administrators.
    private const string Private = "O:BAD:P(A;;FA;;;SY)(A;;FA;;;BA)";

    private readonly PathLinks links = new(new WindowsFolderPermissions());

    public async Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            return null;
        links.Demand(path); // what is appended to would be copied to where a user can read it
        return await File.ReadAllBytesAsync(path, cancellationToken);
    }

    public Task WriteAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        using var pin = Hold(path);
        AtomicFile.Write(path, content, keepPermissions: true);
        return Task.CompletedTask;
    }

    public bool IsForAdministrators(string path) => WindowsFolderPermissions.IsAs(path, Private);

    public Task WriteForAdministratorsAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        using var pin = Hold(path);
        var security = new FileSecurity();
        security.SetSecurityDescriptorSddlForm(Private);
        AtomicFile.Write(path, content, next => new FileInfo(next).Create(
            FileMode.CreateNew, FileSystemRights.FullControl, FileShare.None, bufferSize: 4096, FileOptions.None, security));
        return Task.CompletedTask;
    }

    /// <summary>
    /// Makes the folder of a file, and keeps it from being exchanged for a link while the file is written: Windows neither
    /// renames a folder in which, or below which, a file is open, nor makes a link of it.
    /// </summary>
    /// <exception cref="MachineException">The file is behind a link that others can alter.</exception>
    private FileStream? Hold(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        links.Demand(path);
        Directory.CreateDirectory(folder);
        if (!links.IsExchangeable(folder))
            return null;
        var inside = Path.Combine(folder, Path.GetRandomFileName());
        var pin = new FileStream(
            inside, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        try
        {
            links.Demand(path); // as it is held now
            return FinalPath.IsAt(FinalPath.Of(pin.SafeFileHandle, inside), inside) || PathLinks.HasAny(folder)
                ? pin
                : throw new MachineException(
                    $"'{folder}' leads elsewhere, through a link that somebody has made just now, so nothing was written there.");
        }
        catch
        {
            pin.Dispose();
            throw;
        }
    }
}
