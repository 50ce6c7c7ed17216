namespace OpenLaunch.Core.Console;

/// <summary>Appends the console's bytes to a file.</summary>
/// <param name="path">The file; it and its folder are made when the first line is written.</param>
public sealed class FileConsolePort(string path) : IConsolePort
{
    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> line)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        stream.Write(line);
    }

    /// <inheritdoc/>
    public void Release()
    {
        // The file is open only while a line is written.
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
