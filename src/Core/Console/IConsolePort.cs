namespace OpenLaunch.Core.Console;

/// <summary>
/// Where the bytes of the instance console go: a serial port, a file or standard output. Disposal writes out what is
/// queued, within the port's own bound, and closes it.
/// </summary>
public interface IConsolePort : IAsyncDisposable
{
    /// <summary>Queues the bytes of one line, its line end included. Never blocks on the port and never throws for it.</summary>
    /// <param name="line">The bytes; copied before the call returns.</param>
    void Write(ReadOnlySpan<byte> line);

    /// <summary>
    /// Lets go of the port once all that was queued before is written, so that another program can open it.
    /// A later line opens it again.
    /// </summary>
    void Release();
}
