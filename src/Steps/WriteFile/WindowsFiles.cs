using System.Runtime.Versioning;

namespace OpenLaunch.Steps.WriteFile;

/// <summary>The files of this Windows.</summary>
[SupportedOSPlatform("windows")]
public sealed class WindowsFiles : IFiles
{
    /// <inheritdoc/>
    public async Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken) =>
        File.Exists(path) ? await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false) : null;

    /// <inheritdoc/>
    public async Task WriteAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var next = path + ".openlaunch-new";
        await File.WriteAllBytesAsync(next, content, cancellationToken).ConfigureAwait(false);

        // Only File.Replace keeps the permissions of the old file.
        if (File.Exists(path))
            File.Replace(next, path, destinationBackupFileName: null);
        else
            File.Move(next, path);
    }
}
