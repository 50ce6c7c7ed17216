namespace OpenLaunch.Steps.SerialConsole;

/// <summary>An open serial port. Disposal closes it.</summary>
public interface ISerialPort : IDisposable
{
    /// <summary>Writes bytes and returns once they have left the port's buffers.</summary>
    /// <exception cref="IOException">The port is gone or does not take the bytes.</exception>
    void Write(ReadOnlySpan<byte> bytes);
}
