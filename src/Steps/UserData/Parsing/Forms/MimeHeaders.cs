using System.Text;
using MimeKit;

namespace OpenLaunch.Steps.UserData.Parsing.Forms;

/// <summary>The headers at the beginning of a MIME message, as far as they tell that it is one.</summary>
internal static class MimeHeaders
{
    private const int MaxLines = 64;

    /// <summary>Where the first header begins: past blanks, and past the line that mailbox files put before a message.</summary>
    public static int Start(ReadOnlySpan<byte> utf8)
    {
        var start = utf8.Length - utf8.TrimStart(" \t\r\n"u8).Length;
        // Python 2 prints a message with "From nobody Mon Nov 24 ..." before it; cloud-init's old tool did.
        if (!utf8[start..].StartsWith("From "u8))
            return start;
        var end = utf8[start..].IndexOf((byte)'\n');
        return end < 0 ? start : start + end + 1;
    }

    /// <summary>Whether one of the headers is Content-Type or MIME-Version.</summary>
    public static bool AreAt(ReadOnlySpan<byte> headers)
    {
        for (var line = 0; line < MaxLines; line++)
        {
            if (Has(headers, "Content-Type:"u8) || Has(headers, "MIME-Version:"u8))
                return true;
            var end = headers.IndexOf((byte)'\n');
            if (end < 0 || !IsHeader(headers[..end]))
                return false;
            headers = headers[(end + 1)..];
        }

        return false;
    }

    private static bool Has(ReadOnlySpan<byte> headers, ReadOnlySpan<byte> name) =>
        headers.Length >= name.Length && Ascii.EqualsIgnoreCase(headers[..name.Length], name);

    /// <summary>Whether the line is a header or goes on with the one before.</summary>
    private static bool IsHeader(ReadOnlySpan<byte> line)
    {
        if (line is [(byte)' ' or (byte)'\t', ..])
            return !line.TrimStart(" \t\r"u8).IsEmpty;
        var name = line[..Math.Max(0, line.IndexOf((byte)':'))];
        return !name.IsEmpty && !name.ContainsAnyExceptInRange((byte)'!', (byte)'~');
    }
}

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
