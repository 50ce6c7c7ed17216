using System.Text;
using OpenLaunch.Steps.SerialConsole;

namespace OpenLaunch.Windows.Tests;

public class SerialConsolePortTests
{
    private readonly SkippingTimeProvider time = new();
    private readonly List<string> problems = [];
    private readonly StringBuilder written = new();

    [Fact]
    public async Task Writes_lines_in_order_and_closes_the_port()
    {
        var opened = new List<RecordedPort>();
        await using (var port = new SerialConsolePort("COM1", () => Add(opened, new(written)), time, problems.Add))
        {
            port.Write("one\r\n"u8);
            port.Write("two\r\n"u8);
        }

        Assert.Equal("one\r\ntwo\r\n", written.ToString());
        Assert.True(Assert.Single(opened).Closed);
        Assert.Empty(problems);
    }

    [Fact]
    public async Task Opens_no_port_when_nothing_is_written()
    {
        await using (new SerialConsolePort("COM1", () => throw new InvalidOperationException(), time, problems.Add))
        {
        }

        Assert.Empty(problems);
    }

    [Fact]
    public async Task Lets_go_of_the_port_after_the_lines_before_and_opens_it_again_for_the_next()
    {
        var opened = new List<RecordedPort>();
        await using (var port = new SerialConsolePort("COM1", () => Add(opened, new(written)), time, problems.Add))
        {
            port.Write("one "u8);
            port.Release();
            port.Write("two"u8);
        }

        Assert.Equal("one two", written.ToString());
        Assert.Equal(2, opened.Count);
        Assert.All(opened, port => Assert.True(port.Closed));
    }

    [Fact]
    public async Task Waits_for_a_busy_port_and_then_writes_what_was_queued()
    {
        var attempts = 0;
        var port = new SerialConsolePort(
            "COM1", () => ++attempts < 5 ? throw new IOException("in use") : new RecordedPort(written), time, problems.Add);
        port.Write("one "u8);
        port.Write("two"u8);
        await port.DisposeAsync();

        Assert.Equal("one two", written.ToString());
        Assert.Equal("COM1 is waited for: in use", Assert.Single(problems));
    }

    [Fact]
    public async Task Gives_an_absent_port_up_after_30_seconds_and_says_so_once()
    {
        var port = new SerialConsolePort("COM1", () => throw new IOException("not found"), time, problems.Add);
        var start = time.GetUtcNow();
        port.Write("one"u8);
        port.Write("two"u8);
        await port.DisposeAsync();

        Assert.Equal(["COM1 is waited for: not found", "COM1 is given up after 30 s: not found"], problems);
        Assert.Equal(TimeSpan.FromSeconds(30), time.GetUtcNow() - start);
    }

    [Fact]
    public async Task Writes_the_line_again_when_the_port_goes_away_under_it()
    {
        var ports = new Queue<RecordedPort>([new(written, failing: true), new(written)]);
        var port = new SerialConsolePort("COM1", ports.Dequeue, time, problems.Add);
        port.Write("one"u8);
        await port.DisposeAsync();

        Assert.Equal("one", written.ToString());
    }

    private static RecordedPort Add(List<RecordedPort> ports, RecordedPort port)
    {
        ports.Add(port);
        return port;
    }

    private sealed class RecordedPort(StringBuilder target, bool failing = false) : ISerialPort
    {
        public bool Closed { get; private set; }

        public void Write(ReadOnlySpan<byte> bytes)
        {
            if (failing)
                throw new IOException("gone");
            target.Append(Encoding.UTF8.GetString(bytes));
        }

        public void Dispose() => Closed = true;
    }
}
