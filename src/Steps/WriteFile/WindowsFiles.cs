using System.Runtime.Versioning;
using System.Security.AccessControl;
using OpenLaunch.Core.Journal;
using OpenLaunch.Steps.Permissions;

namespace OpenLaunch.Steps.WriteFile;

/// <summary>The files of this Windows.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsFiles : IFiles
{
    // Owner Administrators; nothing inherited; full control for SYSTEM and Administrators.
    private const string Private = "O:BAD:P(A;;FA;;;SY)(A;;FA;;;BA)";

    public async Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken) =>
        File.Exists(path) ? await File.ReadAllBytesAsync(path, cancellationToken) : null;

    public Task WriteAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        AtomicFile.Write(path, content, keepPermissions: true);
        return Task.CompletedTask;
    }

    public bool IsForAdministrators(string path) => WindowsFolderPermissions.IsAs(path, Private);

    public Task WriteForAdministratorsAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var security = new FileSecurity();
        security.SetSecurityDescriptorSddlForm(Private);
        AtomicFile.Write(path, content, next => new FileInfo(next).Create(
            FileMode.CreateNew, FileSystemRights.FullControl, FileShare.None, bufferSize: 4096, FileOptions.None, security));
        return Task.CompletedTask;
    }
}
