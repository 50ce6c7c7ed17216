namespace OpenLaunch.Steps.WriteFile;

/// <summary>The files of the machine.</summary>
public interface IFiles
{
    /// <summary>Reads a file.</summary>
    /// <returns>Its bytes, or null when there is none.</returns>
    Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken);

    /// <summary>Writes a file, folders included. One that exists is replaced as a whole and keeps its permissions.</summary>
    Task WriteAsync(string path, byte[] content, CancellationToken cancellationToken);

    /// <summary>Whether only administrators and the system can open a file that is there.</summary>
    bool IsForAdministrators(string path);

    /// <summary>As <see cref="WriteAsync"/>, for administrators and the system alone from the file's first moment on.</summary>
    Task WriteForAdministratorsAsync(string path, byte[] content, CancellationToken cancellationToken);
}
