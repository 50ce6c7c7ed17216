namespace OpenLaunch.Core.Console;

/// <summary>Where the bytes of the instance console go: a serial port, a file, standard output.</summary>
public interface IConsolePort : IAsyncDisposable
{
    /// <summary>Takes one line, its end included. A slow or absent port never holds up the caller.</summary>
    /// <param name="line">The bytes exactly as the port gets them.</param>
    void Write(ReadOnlySpan<byte> line);

    /// <summary>Lets go of the port once all lines are out; the next line opens it again.</summary>
    void Release();
}
