namespace OpenLaunch.Core.Metadata;

/// <summary>Reads a response body up to a limit, so that no service can fill the memory.</summary>
internal static class BoundedBody
{
    /// <summary>The largest body that is read, in bytes: four times the largest user data that EC2 allows.</summary>
    public const int Limit = 64 * 1024;

    /// <summary>Returns the body, or null as soon as it is known to be over the limit.</summary>
    public static async Task<byte[]?> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > Limit)
            return null;
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var buffer = new byte[4096];
        while (await stream.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            if (body.Length + read > Limit)
                return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
