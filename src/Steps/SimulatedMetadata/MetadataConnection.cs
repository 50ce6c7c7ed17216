using System.Globalization;
using System.Text;

namespace OpenLaunch.Steps.SimulatedMetadata;

/// <summary>One connection of HTTP/1.1, request after request, with as much of the protocol as metadata clients use.</summary>
internal sealed class MetadataConnection(Stream stream, MetadataResponder responder)
{
    private const int LargestHead = 16 * 1024;

    private readonly byte[] buffer = new byte[LargestHead];
    private int filled;

    public async Task ServeAsync(CancellationToken cancellationToken)
    {
        while (await ReadAsync(cancellationToken) is { } request)
        {
            await WriteAsync(responder.Answer(request), cancellationToken);
            if (request.IsLast)
                return;
        }
    }

    private async Task<MetadataRequest?> ReadAsync(CancellationToken cancellationToken)
    {
        int end;
        while ((end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            var count = filled == LargestHead ? 0 : await stream.ReadAsync(buffer.AsMemory(filled), cancellationToken);
            if (count == 0)
                return null;
            filled += count;
        }

        var request = Parse(Encoding.ASCII.GetString(buffer, 0, end));
        filled -= end + 4;
        Array.Copy(buffer, end + 4, buffer, 0, filled);
        return request is not null && await SkipBodyAsync(request, cancellationToken) ? request : null;
    }

    private static MetadataRequest? Parse(string head)
    {
        var lines = head.Split("\r\n");
        if (lines[0].Split(' ') is not [var method, var target, "HTTP/1.1" or "HTTP/1.0"] || !target.StartsWith('/'))
            return null;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':');
            if (colon <= 0)
                return null;
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        return new(method, Uri.UnescapeDataString(target.Split('?')[0]), headers);
    }

    /// <summary>A token request may come with an empty body or a short one; neither matters.</summary>
    private async Task<bool> SkipBodyAsync(MetadataRequest request, CancellationToken cancellationToken)
    {
        if (!request.Headers.TryGetValue("Content-Length", out var text))
            return !request.Headers.ContainsKey("Transfer-Encoding");
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var left) || left > LargestHead)
            return false;
        while (left > filled)
        {
            var count = await stream.ReadAsync(buffer.AsMemory(filled), cancellationToken);
            if (count == 0)
                return false;
            filled += count;
        }

        filled -= left;
        Array.Copy(buffer, left, buffer, 0, filled);
        return true;
    }

    private async Task WriteAsync(MetadataResponse response, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(response.Body);
        var type = response.Status == 200 ? "text/plain" : "text/html";
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {response.Status} {response.Reason}\r\nServer: EC2ws\r\nContent-Type: {type}\r\n"
            + $"Content-Length: {body.Length}\r\n");
        if (response.TokenSeconds is { } seconds)
            head += string.Create(CultureInfo.InvariantCulture, $"X-Aws-Ec2-Metadata-Token-Ttl-Seconds: {seconds}\r\n");
        await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head + "\r\n"), .. body], cancellationToken);
    }
}
