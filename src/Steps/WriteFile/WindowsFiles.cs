using System.Runtime.Versioning;
using System.Security.AccessControl;
using OpenLaunch.Core.Journal;
using OpenLaunch.Steps.Permissions;

namespace OpenLaunch.Steps.WriteFile;

/// <summary>The files of this Windows.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsFiles : IFiles
{
    private const string Next = ".openlaunch-new";

    // Owner Administrators; nothing inherited; full control for SYSTEM and Administrators.
    private const string Private = "O:BAD:P(A;;FA;;;SY)(A;;FA;;;BA)";

    public async Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken) =>
        File.Exists(path) ? await File.ReadAllBytesAsync(path, cancellationToken) : null;

    public async Task WriteAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var next = path + Next;
        await File.WriteAllBytesAsync(next, content, cancellationToken);

        AtomicFile.Replace(next, path, keepPermissions: true);
    }

    public bool IsForAdministrators(string path) => WindowsFolderPermissions.IsAs(path, Private);

    public async Task WriteForAdministratorsAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var next = path + Next;
        File.Delete(next); // left by a run that was killed
        var security = new FileSecurity();
        security.SetSecurityDescriptorSddlForm(Private);
        await using (var file = new FileInfo(next).Create(
            FileMode.CreateNew, FileSystemRights.FullControl, FileShare.None, bufferSize: 4096, FileOptions.Asynchronous,
            security))
        {
            await file.WriteAsync(content, cancellationToken);
        }

        AtomicFile.Replace(next, path, keepPermissions: false);
    }
}
