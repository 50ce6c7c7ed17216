using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.SerialConsole;

/// <summary>A serial port of Windows: opened for this process alone, 115200 baud, 8 data bits, no parity, 1 stop bit.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsSerialPort : ISerialPort
{
    private const uint Baud = 115200;
    private const uint WriteTimeout = 5000; // ms; a port without a reader must not hold the boot

    private readonly SafeFileHandle handle;
    private readonly string name;

    private WindowsSerialPort(SafeFileHandle handle, string name) => (this.handle, this.name) = (handle, name);

    /// <exception cref="FileNotFoundException">The machine has no such port.</exception>
    /// <exception cref="IOException">It is held by another program; a <see cref="WindowsException"/> inside.</exception>
    public static WindowsSerialPort Open(string name)
    {
        var handle = DeviceControlNative.CreateFileW(
            $@"\\.\{name}", DeviceControlNative.GENERIC_READ | DeviceControlNative.GENERIC_WRITE, share: 0, 0,
            DeviceControlNative.OPEN_EXISTING, 0, 0);
        if (handle.IsInvalid && Marshal.GetLastPInvokeError() == SerialPortNative.ERROR_FILE_NOT_FOUND)
        {
            var absence = Failure($"Cannot open {name}", "Give the machine that port, or name another as console.port.");
            throw new FileNotFoundException(absence.Message, absence.InnerException);
        }

        if (handle.IsInvalid)
            throw Failure($"Cannot open {name}", "Close the program that holds it, e.g. the special administration console.");
        try
        {
            SetLine(handle, name);
            return new(handle, name);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    public unsafe void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            uint written;
            fixed (byte* buffer = bytes)
            {
                if (!SerialPortNative.WriteFile(handle, buffer, (uint)bytes.Length, out written, 0))
                    throw Failure($"Cannot write to {name}", "Check that the port exists still.");
            }

            // A write that times out succeeds, with what was written until then.
            if (written == 0)
                throw new IOException($"{name} took no byte in {WriteTimeout / 1000} s. Check that its other end reads.");
            bytes = bytes[(int)written..];
        }

        // Without it a restart cuts off what the driver still holds.
        if (!SerialPortNative.FlushFileBuffers(handle))
            throw Failure($"Cannot flush {name}", "Check that the port exists still.");
    }

    public void Dispose() => handle.Dispose();

    private static unsafe void SetLine(SafeFileHandle handle, string name)
    {
        // The special administration console leaves a port as it likes. An error that stays shows in the write.
        _ = SerialPortNative.ClearCommError(handle, out _, 0);
        var state = new DCB { DCBlength = (uint)sizeof(DCB) };
        if (!SerialPortNative.GetCommState(handle, ref state))
            throw Failure($"Cannot read the line settings of {name}", "Check that it is a serial port.");
        var wanted = state with
        {
            BaudRate = Baud,
            ByteSize = 8,
            Parity = SerialPortNative.NOPARITY,
            StopBits = SerialPortNative.ONESTOPBIT,
            Flags = state.Flags & ~(DCB.OutputFlowControl | DCB.AbortOnError),
        };

        // Setting the state makes some virtual ports drop what they hold, so only when something differs.
        if (!wanted.Equals(state) && !SerialPortNative.SetCommState(handle, in wanted))
            throw Failure($"Cannot set {name} to {Baud} baud, 8N1", "Check the port's driver.");
        var timeouts = new COMMTIMEOUTS { WriteTotalTimeoutConstant = WriteTimeout, WriteTotalTimeoutMultiplier = 1 };
        if (!SerialPortNative.SetCommTimeouts(handle, in timeouts))
            throw Failure($"Cannot set the timeouts of {name}", "Check the port's driver.");
    }

    private static IOException Failure(string what, string advice)
    {
        var cause = WindowsException.ForCode(what, Marshal.GetLastPInvokeError(), advice);
        return new(cause.Message, cause);
    }
}
