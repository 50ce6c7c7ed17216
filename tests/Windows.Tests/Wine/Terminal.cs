namespace OpenLaunch.Windows.Tests.Wine;

/// <summary>A terminal at a serial port of the machine.</summary>
internal sealed class Terminal : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly RunningProcess process;
    private readonly string received;

    private Terminal(RunningProcess process, string received) => (this.process, this.received) = (process, received);

    /// <summary>Connects it to a port: <c>COM1</c>.</summary>
    public static async Task<Terminal> ConnectAsync(WineMachine machine, string port)
    {
        var folder = machine.NewFolder();
        var (device, received) = (Path.Combine(folder, "device"), Path.Combine(folder, "received"));
        var process = new RunningProcess("socat", ["-u", $"PTY,link={device},raw,echo=0", $"CREATE:{received}"]);
        while (!File.Exists(device))
        {
            Assert.False(process.HasExited);
            await Task.Delay(Pause, TimeProvider.System, TestContext.Current.CancellationToken);
        }

        await machine.ConnectPortAsync(port, device);
        return new(process, received);
    }

    /// <summary>What came out, once it is a whole line; the terminal may be behind the process that wrote it.</summary>
    public async Task<string> LineAsync()
    {
        var text = "";
        for (var look = 0; look < 600 && !text.EndsWith('\n'); look++)
        {
            await Task.Delay(Pause, TimeProvider.System, TestContext.Current.CancellationToken);
            text = File.Exists(received) ? await File.ReadAllTextAsync(received, TestContext.Current.CancellationToken) : "";
        }

        return text;
    }

    public ValueTask DisposeAsync()
    {
        process.Dispose();
        return ValueTask.CompletedTask;
    }
}
