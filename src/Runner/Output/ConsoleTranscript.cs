using System.Text;
using OpenLaunch.Core.Console;

namespace OpenLaunch.Runner.Output;

/// <summary>Keeps what a run wrote to the instance console, to show it at the end of a simulated run.</summary>
internal sealed class ConsoleTranscript(IConsolePort port) : IConsolePort
{
    private readonly StringBuilder text = new();

    /// <summary>The lines so far, as a terminal shows them.</summary>
    public IEnumerable<string> Lines => text.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    public void Write(ReadOnlySpan<byte> line)
    {
        text.Append(Encoding.UTF8.GetString(line));
        port.Write(line);
    }

    public Task<bool> WriteAsync(ReadOnlyMemory<byte> line, TimeSpan patience)
    {
        text.Append(Encoding.UTF8.GetString(line.Span));
        return port.WriteAsync(line, patience);
    }

    public void Release() => port.Release();

    public ValueTask DisposeAsync() => port.DisposeAsync();
}
