using System.Runtime.Versioning;
using OpenLaunch.Core.Journal;

namespace OpenLaunch.Steps.WriteFile;

/// <summary>The files of this Windows.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsFiles : IFiles
{
    public async Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken) =>
        File.Exists(path) ? await File.ReadAllBytesAsync(path, cancellationToken) : null;

    public async Task WriteAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var next = path + ".openlaunch-new";
        await File.WriteAllBytesAsync(next, content, cancellationToken);

        AtomicFile.Replace(next, path, keepPermissions: true);
    }
}
