using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Permissions;

namespace OpenLaunch.Steps.WriteFile;

/// <summary>The files of a simulated machine: <c>C:\a\b.txt</c> is <c>C/a/b.txt</c> below a folder.</summary>
internal sealed class SimulatedFiles(string folder, ChangeScope scope) : IFiles
{
    private readonly PathLinks links = new(
        OperatingSystem.IsWindows() ? new WindowsFolderPermissions(trustsItself: true) : new UnixFolderPermissions());

    public async Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var file = Locate(path);
        if (!File.Exists(file))
            return null;
        links.Demand(file);
        return await File.ReadAllBytesAsync(file, cancellationToken);
    }

    public Task WriteAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        scope.Demand($"file {path}");
        var file = Locate(path);
        links.Demand(file);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return File.WriteAllBytesAsync(file, content, cancellationToken);
    }

    public bool IsForAdministrators(string path) => File.Exists(MarkOf(path));

    public async Task WriteForAdministratorsAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        await WriteAsync(path, content, cancellationToken);
        Directory.CreateDirectory(Path.GetDirectoryName(MarkOf(path))!);
        await File.WriteAllBytesAsync(MarkOf(path), [], cancellationToken);
    }

    // What Windows keeps in the permissions of a file, beside the drives.
    private string MarkOf(string path) => Path.Combine(folder, "for-administrators", Path.GetRelativePath(folder, Locate(path)));

    // ".." stays a name that leads nowhere: the simulation writes below its folder only.
    private string Locate(string path) => Path.Combine([
        folder, .. path.Split('\\', '/').Select(part => part.TrimEnd(':')).Where(part => part is not ("" or "." or "..")),
    ]);
}
