using OpenLaunch.Core.Console;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.SerialConsole;

/// <summary>The serial port of a simulated machine, a file. Another program may hold it for a while.</summary>
internal sealed class SimulatedSerialPort(string path) : ISerialPort
{
    private readonly FileConsolePort file = new(path);

    /// <summary>A way to open the port, which is held from the first attempt on as long as the machine's state says.</summary>
    public static Func<ISerialPort> Opener(SimulatedMachine machine, string path, TimeProvider time)
    {
        long? first = null;
        return () =>
        {
            if (!machine.Read(state => state.HasSerialPort))
                throw new FileNotFoundException("Cannot open COM1: the machine has no such port (2).");
            var elapsed = time.GetElapsedTime(first ??= time.GetTimestamp());
            return elapsed.TotalMilliseconds >= machine.Read(state => state.ConsoleBusyMilliseconds)
                ? new SimulatedSerialPort(path)
                : throw new IOException("Cannot open COM1: access is denied (5). Close the program that holds it.");
        };
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            file.Write(bytes);
        }
        catch (IOException refusal) when (SimulationDisk.IsFull(refusal))
        {
            // Nothing that a wait would change, and no line is out that is nowhere.
            throw new FileNotFoundException(refusal.Message, refusal);
        }
    }

    public void Dispose()
    {
        // The file is open only while a line is written.
    }
}
