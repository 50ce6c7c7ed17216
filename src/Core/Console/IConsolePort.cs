namespace OpenLaunch.Core.Console;

/// <summary>Where the bytes of the instance console go: a serial port, a file, standard output.</summary>
public interface IConsolePort : IAsyncDisposable
{
    /// <summary>Takes one line, its end included. A slow or absent port never holds up the caller.</summary>
    /// <param name="line">The bytes exactly as the port gets them.</param>
    void Write(ReadOnlySpan<byte> line);

    /// <summary>Takes one line as <see cref="Write"/> does, and tells when it is out. An empty one opens the port.</summary>
    /// <param name="line">The bytes exactly as the port gets them.</param>
    /// <param name="patience">How long a busy or absent port is waited for.</param>
    /// <returns>Whether the line left.</returns>
    Task<bool> WriteAsync(ReadOnlyMemory<byte> line, TimeSpan patience)
    {
        Write(line.Span);
        return Task.FromResult(true);
    }

    /// <summary>Lets go of the port once all lines are out; the next line opens it again.</summary>
    void Release();
}
