using System.Threading.Channels;
using OpenLaunch.Core.Console;

namespace OpenLaunch.Steps.SerialConsole;

/// <summary>
/// Writes console lines to a serial port beside the run. A port that is busy (another agent, the special administration
/// console) is tried again each second for as long as the line's patience lasts; then the line is dropped, which is said, and
/// until the port opens again each further line has one try. One that the machine does not have is not waited for. EC2Launch
/// waits without end and with the whole boot.
/// </summary>
internal sealed class SerialConsolePort(string name, Func<ISerialPort> open, TimeProvider time, Action<string> tell)
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
    private bool isGivenUp;
    private bool isMissed;
    private volatile bool isEnding;
    private bool overflowed;

    public void Write(ReadOnlySpan<byte> line) => Enqueue(new Entry(line.ToArray(), Patience, null));

    public Task<bool> WriteAsync(ReadOnlyMemory<byte> line, TimeSpan patience)
    {
        var left = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Enqueue(new Entry(line.ToArray(), patience, left));
        return left.Task;
    }

    public void Release() => Enqueue(Entry.Close);

    /// <summary>Writes out what is queued, waiting for a busy port no longer than 30 s, and closes the port.</summary>
    public async ValueTask DisposeAsync()
    {
        isEnding = true;
        queue.Writer.TryComplete();
        Task? running;
        lock (gate)
            running = writer;
        if (running is not null)
            await running;
    }

    private void Enqueue(Entry entry)
    {
        // Nothing is opened before there is something to write.
        lock (gate)
            writer ??= Task.Run(WriteAllAsync);
        if (queue.Writer.TryWrite(entry))
            return;
        entry.Left?.SetResult(false);
        if (overflowed)
            return;
        overflowed = true;
        tell($"{name} takes lines too slowly: console lines are dropped. Check that nothing else holds the port.");
    }

    private async Task WriteAllAsync()
    {
        try
        {
            await foreach (var entry in queue.Reader.ReadAllAsync())
            {
                if (entry.Bytes is { } bytes)
                    await WriteOneAsync(bytes, entry);
                else
                    Close();
            }
        }
        finally
        {
            Close();
        }
    }

    private async Task WriteOneAsync(byte[] bytes, Entry entry)
    {
        var start = time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            var problem = TryWrite(bytes, out var isAbsent);
            if (problem is null || isAbsent || WaitsNoMore(entry.Patience, time.GetElapsedTime(start), problem))
            {
                isGivenUp = problem is not null;
                entry.Left?.SetResult(problem is null);
                return;
            }

            if (attempt == 1)
                tell($"{name} is waited for: {problem}");
            await Task.Delay(Pause, time, CancellationToken.None);
        }
    }

    /// <summary>Writes to the port, opened anew when it is not open; tells what kept the bytes from leaving.</summary>
    private string? TryWrite(byte[] bytes, out bool isAbsent)
    {
        isAbsent = false;
        try
        {
            (port ??= open()).Write(bytes);
            return null;
        }
        catch (FileNotFoundException e)
        {
            Close();
            isAbsent = true;
            if (!isMissed)
                tell($"There is no {name}, so what is for the instance console is dropped: {e.Message}");
            isMissed = true;
            return e.Message;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Close();
            return e.Message;
        }
    }

    private bool WaitsNoMore(TimeSpan patience, TimeSpan elapsed, string problem)
    {
        // A line that must not be lost is waited with even where lesser ones are not any more.
        if (isGivenUp && patience <= Patience)
            return true;
        var bound = isEnding && patience > Patience ? Patience : patience;
        if (elapsed < bound)
            return false;
        tell($"{name} is given up after {bound.TotalSeconds:0} s: {problem}");
        return true;
    }

    private void Close()
    {
        port?.Dispose();
        port = null;
    }

    /// <summary>A line with who waits for it to leave, or the wish to close the port.</summary>
    private readonly record struct Entry(byte[]? Bytes, TimeSpan Patience, TaskCompletionSource<bool>? Left)
    {
        public static Entry Close => default;
    }
}
