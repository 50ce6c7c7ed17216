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
    public async Task Gives_a_busy_port_up_after_30_seconds_and_says_so_once()
    {
        var port = new SerialConsolePort("COM1", () => throw new IOException("in use"), time, problems.Add);
        var start = time.GetUtcNow();
        port.Write("one"u8);
        port.Write("two"u8);
        await port.DisposeAsync();

        Assert.Equal(["COM1 is waited for: in use", "COM1 is given up after 30 s: in use"], problems);
        Assert.Equal(TimeSpan.FromSeconds(30), time.GetUtcNow() - start);
    }

    [Fact]
    public async Task A_port_that_the_machine_does_not_have_is_waited_for_by_no_line_and_told_of_once()
    {
        var isThere = false;
        await using var port = new SerialConsolePort(
            "COM1", () => isThere ? new RecordedPort(written) : throw new FileNotFoundException("not found"), time, problems.Add);
        var start = time.GetUtcNow();

        port.Write("progress"u8);
        Assert.False(await port.WriteAsync("password"u8.ToArray(), TimeSpan.FromMinutes(5)));
        Assert.False(await port.WriteAsync("ready"u8.ToArray(), TimeSpan.FromSeconds(30)));

        Assert.Equal(start, time.GetUtcNow());
        Assert.Equal(["There is no COM1, so what is for the instance console is dropped: not found"], problems);
        isThere = true;
        Assert.True(await port.WriteAsync("there"u8.ToArray(), TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task A_port_that_was_given_up_is_tried_once_for_each_later_line_and_serves_when_it_is_free()
    {
        var busy = true;
        await using var port = new SerialConsolePort(
            "COM1", () => busy ? throw new IOException("in use") : new RecordedPort(written), time, problems.Add);
        Assert.False(await port.WriteAsync("lost"u8.ToArray(), TimeSpan.FromSeconds(30)));
        var after = time.GetUtcNow();
        Assert.False(await port.WriteAsync("lost too"u8.ToArray(), TimeSpan.FromSeconds(30)));
        Assert.Equal(after, time.GetUtcNow());

        busy = false;
        Assert.True(await port.WriteAsync("there"u8.ToArray(), TimeSpan.FromSeconds(30)));

        Assert.Equal("there", written.ToString());
    }

    [Fact]
    public async Task A_line_with_more_patience_leaves_a_port_that_is_free_after_31_seconds()
    {
        var start = time.GetUtcNow();
        await using var port = new SerialConsolePort(
            "COM1", () => time.GetUtcNow() - start < TimeSpan.FromSeconds(31)
                ? throw new IOException("in use") : new RecordedPort(written),
            time, problems.Add);

        Assert.True(await port.WriteAsync("password"u8.ToArray(), TimeSpan.FromMinutes(5)));

        Assert.Equal("password", written.ToString());
    }

    [Fact]
    public async Task A_line_is_waited_with_although_lesser_lines_were_given_up_before()
    {
        var start = time.GetUtcNow();
        await using var port = new SerialConsolePort(
            "COM1", () => time.GetUtcNow() - start < TimeSpan.FromSeconds(100)
                ? throw new IOException("in use") : new RecordedPort(written),
            time, problems.Add);
        Assert.False(await port.WriteAsync("progress"u8.ToArray(), TimeSpan.FromSeconds(30)));

        Assert.True(await port.WriteAsync("password"u8.ToArray(), TimeSpan.FromMinutes(5)));

        Assert.Equal("password", written.ToString());
    }

    [Fact]
    public async Task A_line_says_that_it_never_left_a_port_that_is_never_free()
    {
        var start = time.GetUtcNow();
        await using var port = new SerialConsolePort("COM1", () => throw new IOException("in use"), time, problems.Add);

        Assert.False(await port.WriteAsync("password"u8.ToArray(), TimeSpan.FromMinutes(5)));

        Assert.Equal(TimeSpan.FromMinutes(5), time.GetUtcNow() - start);
        Assert.Contains("COM1 is given up after 300 s: in use", problems);
    }

    [Fact]
    public async Task An_empty_line_opens_the_port_and_writes_nothing()
    {
        var opened = new List<RecordedPort>();
        await using var port = new SerialConsolePort("COM1", () => Add(opened, new(written)), time, problems.Add);

        Assert.True(await port.WriteAsync(default, TimeSpan.FromMinutes(5)));

        Assert.Single(opened);
        Assert.Equal("", written.ToString());
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
