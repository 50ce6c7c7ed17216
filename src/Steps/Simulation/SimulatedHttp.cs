using System.Globalization;
using System.Net;
using System.Text;

namespace OpenLaunch.Steps.Simulation;

/// <summary>
/// As much of HTTP/1.1 as the metadata service speaks: requests without body, answers with a length. A web server would
/// take longer to start than the whole simulated boot.
/// </summary>
internal static class SimulatedHttp
{
    private const int LongestHead = 8192;

    /// <summary>Reads a request's head; null when the client closed the connection or does not speak HTTP.</summary>
    public static async Task<Request?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestHead];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (read == 0)
                return null;
            length += read;
            var end = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
                return Parse(Encoding.ASCII.GetString(buffer, 0, end));
        }

        return null;
    }

    /// <summary>Writes an answer.</summary>
    public static async Task WriteAsync(Stream stream, Response response, CancellationToken cancellationToken)
    {
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {response.Status} {(HttpStatusCode)response.Status}\r\n"
            + $"Content-Type: text/plain\r\nContent-Length: {response.Body.Length}\r\n");
        if (response.Header is not null)
            head += response.Header + "\r\n";
        byte[] bytes = [.. Encoding.ASCII.GetBytes(head + "\r\n"), .. response.Body];
        await stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
    }

    private static Request? Parse(string head)
    {
        var lines = head.Split("\r\n");
        if (lines[0].Split(' ') is not [var method, var path, _])
            return null;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        return new Request(method, path, headers);
    }

    /// <summary>A request.</summary>
    internal sealed record Request(string Method, string Path, IReadOnlyDictionary<string, string> Headers);

    /// <summary>An answer.</summary>
    internal sealed record Response(int Status)
    {
        public byte[] Body { get; init; } = [];

        /// <summary>One more header line, or null.</summary>
        public string? Header { get; init; }
    }
}
