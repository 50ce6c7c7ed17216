using System.Text;

namespace OpenLaunch.Core.Metadata;

/// <summary>Knows a web page: proxies and captive portals answer with one, status 200, in place of a value.</summary>
internal static class WebPage
{
    private static readonly string[] Openings = ["<!doctype html", "<html"];

    /// <summary>Whether the body opens as an HTML document does.</summary>
    public static bool IsOne(ReadOnlySpan<byte> body)
    {
        var opening = Opening(body);
        return Openings.Any(known => opening.StartsWith(known, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>
    /// Whether a value is a page: it opens as one, or is called HTML and opens with markup. Not for user data, which opens
    /// with tags of its own; and HTML as type alone is no proof, simple test services send it with every value.
    /// </summary>
    public static bool IsOne(ReadOnlySpan<byte> body, string? mediaType) =>
        IsOne(body)
        || (string.Equals(mediaType, "text/html", StringComparison.OrdinalIgnoreCase) && Opening(body).StartsWith('<'));

    // Latin-1 maps every byte; the first three characters are the UTF-8 byte order mark as it appears there.
    private static string Opening(ReadOnlySpan<byte> body) =>
        Encoding.Latin1.GetString(body[..Math.Min(body.Length, 256)]).TrimStart([.. "\u00EF\u00BB\u00BF \t\r\n"]);
}
