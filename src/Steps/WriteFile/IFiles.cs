namespace OpenLaunch.Steps.WriteFile;

/// <summary>The files of the machine.</summary>
public interface IFiles
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>Its bytes, or null when there is none.</returns>
    Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken);

    /// <summary>Writes a file, folders included. One that exists is replaced as a whole and keeps its permissions.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    Task WriteAsync(string path, byte[] content, CancellationToken cancellationToken);
}
