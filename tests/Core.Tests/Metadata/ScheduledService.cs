using System.Net.Sockets;
using System.Text;

namespace OpenLaunch.Core.Tests.Metadata;

/// <summary>A metadata service in memory, which takes its time on the clock of the test.</summary>
/// <param name="answer">What it does with a request: <c>GET meta-data/instance-id</c>.</param>
internal sealed class ScheduledService(EventTime time, Func<string, Answer> answer)
{
    /// <summary>How many requests there were.</summary>
    public int Requests { get; private set; }

    /// <summary>How long it took over answers that are final: nobody insists there.</summary>
    public TimeSpan Answering { get; private set; }

    public ValueTask<Stream> ConnectAsync() => ValueTask.FromResult<Stream>(new Connection(this));

    private Answer Take(string head)
    {
        Requests++;
        var words = head.Split(' ');
        return answer($"{words[0]} {words[1]["/latest/".Length..]}");
    }

    private sealed class Connection(ScheduledService service) : Stream
    {
        private readonly StringBuilder request = new();
        private Answer? answer;
        private int sent;
        private bool isClosed;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            request.Append(Encoding.ASCII.GetString(buffer.Span));
            if (request.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
                answer = service.Take(request.ToString());

            return ValueTask.CompletedTask;
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await Task.Run(() => Answer(buffer.Span), CancellationToken.None);

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            isClosed = true;
            base.Dispose(disposing);
        }

        private int Answer(Span<byte> buffer)
        {
            var (clock, current) = (service.Clock, answer!);
            if (buffer.Length == 0)
                return 0;
            if (current.IsSilent)
                clock.PassUntil(() => isClosed);
            else if (sent == 0 || current.Drips)
                clock.Pass(current.Delay);
            if (isClosed)
                throw new IOException("closed", new SocketException((int)SocketError.OperationAborted));
            if (sent == current.Bytes.Length)
                return 0;
            var length = Math.Min(buffer.Length, current.Drips ? 1 : current.Bytes.Length - sent);
            current.Bytes.AsSpan(sent, length).CopyTo(buffer);
            sent += length;
            if (sent == current.Bytes.Length && current.IsFinal)
                service.Answering += current.Delay;

            return length;
        }
    }

    private EventTime Clock => time;
}

/// <summary>What comes for a request.</summary>
/// <param name="Delay">How long until the first byte, of one that drips until each.</param>
/// <param name="IsFinal">Whether it is a final answer, whatever it says.</param>
internal sealed record Answer(byte[] Bytes, TimeSpan Delay, bool IsFinal = false, bool Drips = false, bool IsSilent = false);
