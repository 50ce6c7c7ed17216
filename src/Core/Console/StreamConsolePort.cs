namespace OpenLaunch.Core.Console;

/// <summary>Writes the console's bytes to an open stream, e.g. standard output; <see cref="Stream.Null"/> drops them.</summary>
/// <param name="stream">The stream; not disposed.</param>
public sealed class StreamConsolePort(Stream stream) : IConsolePort
{
    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> line)
    {
        stream.Write(line);
        stream.Flush();
    }

    /// <inheritdoc/>
    public void Release()
    {
        // A stream is not shared with other agents.
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
