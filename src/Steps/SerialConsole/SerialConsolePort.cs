using System.Threading.Channels;
using OpenLaunch.Core.Console;

namespace OpenLaunch.Steps.SerialConsole;

/// <summary>
/// Writes console lines to a serial port beside the run. A port that is busy (another agent, the special administration
/// console) or absent is tried again each second for at most 30 s; then it is given up, which is said once, and lines are
/// dropped. EC2Launch waits for it without end and with the whole boot.
/// </summary>
internal sealed class SerialConsolePort(string name, Func<ISerialPort> open, TimeProvider time, Action<string> problem)
    : IConsolePort
{
    private const int MostQueued = 4096; // lines: far more than a boot prints

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Channel<Entry> queue = Channel.CreateBounded<Entry>(
        new BoundedChannelOptions(MostQueued) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly Lock gate = new();
    private Task? writer;
    private ISerialPort? port;
    private bool givenUp;
    private bool overflowed;

    public void Write(ReadOnlySpan<byte> line) => Enqueue(new Entry(line.ToArray()));

    public void Release() => Enqueue(Entry.Close);

    /// <summary>Writes out what is queued, waiting for a busy port no longer than its 30 s, and closes the port.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        Task? running;
        lock (gate)
            running = writer;
        if (running is not null)
            await running.ConfigureAwait(false);
    }

    private void Enqueue(Entry entry)
    {
        // Nothing is opened before there is something to write.
        lock (gate)
            writer ??= Task.Run(WriteAllAsync);
        if (queue.Writer.TryWrite(entry) || overflowed)
            return;
        overflowed = true;
        problem($"{name} takes lines too slowly: console lines are dropped. Check that nothing else holds the port.");
    }

    private async Task WriteAllAsync()
    {
        try
        {
            await foreach (var entry in queue.Reader.ReadAllAsync().ConfigureAwait(false))
            {
                if (entry.Bytes is { } bytes)
                    await WriteOneAsync(bytes).ConfigureAwait(false);
                else
                    Close();
            }
        }
        finally
        {
            Close();
        }
    }

    private async Task WriteOneAsync(byte[] bytes)
    {
        if (givenUp)
            return;
        var start = time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                (port ??= open()).Write(bytes);
                return;
            }
            catch (IOException e)
            {
                Close();
                if (time.GetElapsedTime(start) >= Patience)
                {
                    givenUp = true;
                    problem($"{name} is given up after {Patience.TotalSeconds:0} s: {e.Message}");
                    return;
                }

                if (attempt == 1)
                    problem($"{name} is waited for: {e.Message}");
            }

            await Task.Delay(Pause, time, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private void Close()
    {
        port?.Dispose();
        port = null;
    }

    /// <summary>A line, or the wish to close the port.</summary>
    private readonly record struct Entry(byte[]? Bytes)
    {
        public static Entry Close => default;
    }
}
