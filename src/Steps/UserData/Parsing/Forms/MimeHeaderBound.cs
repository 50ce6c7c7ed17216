using MimeKit;

namespace OpenLaunch.Steps.UserData.Parsing.Forms;

/// <summary>
/// Reads a message once for nothing but the length of its headers: MimeKit copies a header that is folded over many lines once
/// for every few of them, so that its length costs the square.
/// </summary>
internal sealed class MimeHeaderBound : MimeReader
{
    /// <summary>Of one header, in bytes; what a buffer holds comes on top.</summary>
    private const int Most = 4096;

    private readonly Watched stream;

    private MimeHeaderBound(ParserOptions options, Watched stream)
        : base(options, stream, MimeFormat.Entity) => this.stream = stream;

    /// <exception cref="FormatException">One is longer, or they cannot be read.</exception>
    public static void Demand(ParserOptions options, ReadOnlyMemory<byte> message)
    {
        using var stream = new Watched(message.ToArray());
        new MimeHeaderBound(options, stream).ReadEntity();
    }

    protected override void OnHeadersBegin(long beginOffset, int beginLineNumber, CancellationToken cancellationToken) =>
        stream.Left = Most;

    protected override void OnHeaderRead(Header header, int beginLineNumber, CancellationToken cancellationToken) =>
        stream.Left = Most;

    protected override void OnHeadersEnd(
        long beginOffset, int beginLineNumber, long endOffset, int endLineNumber, CancellationToken cancellationToken) =>
        stream.Left = null;

    private sealed class Watched(byte[] bytes) : MemoryStream(bytes, writable: false)
    {
        /// <summary>How much the reader may still take for the header that it reads; null: it reads none.</summary>
        public int? Left { get; set; } = Most;

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (Left <= 0)
                throw new FormatException("a header is too long");
            var read = base.Read(buffer, offset, count);
            Left -= read;
            return read;
        }
    }
}
