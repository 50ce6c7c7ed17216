using System.Globalization;
using System.Text;

namespace OpenLaunch.Steps.HostName;

/// <summary>A computer name with placeholders. <c>{IPHEX}</c> gives upper-case digits, <c>{ipHex}</c> lower-case ones.</summary>
internal sealed class HostNameTemplate
{
    private const string Known = "{ipHex}, {IPHEX}, {instanceId}, {availabilityZone} and {tag:KEY}";

    private readonly List<Part> parts;

    private HostNameTemplate(List<Part> parts) => this.parts = parts;

    /// <summary>The placeholders' names, each once: <c>ipHex</c>, <c>tag:Name</c>.</summary>
    public IEnumerable<string> Placeholders => parts.Where(part => part.IsPlaceholder).Select(part => part.Text).Distinct();

    /// <exception cref="FormatException">A brace is open or alone, or a placeholder is not known.</exception>
    public static HostNameTemplate Parse(string text)
    {
        var parts = new List<Part>();
        var rest = text.AsSpan();
        while (rest.Length > 0)
        {
            var open = rest.IndexOfAny('{', '}');
            if (open < 0)
                open = rest.Length;
            if (open > 0)
                parts.Add(new(rest[..open].ToString(), IsPlaceholder: false, Last: null));
            rest = rest[open..];
            if (rest.Length == 0)
                break;
            var close = rest.IndexOf('}');
            if (rest[0] == '}' || close < 0)
                throw new FormatException($"the name has a brace without its partner; placeholders are {Known}");
            parts.Add(ParsePlaceholder(rest[1..close].ToString()));
            rest = rest[(close + 1)..];
        }

        return new(parts);
    }

    public string Compose(Func<string, string> value)
    {
        var name = new StringBuilder();
        foreach (var part in parts)
        {
            var text = part.IsPlaceholder ? value(part.Text) : part.Text;
            name.Append(part.Last < text.Length ? text[^part.Last.Value..] : text);
        }

        return name.ToString();
    }

    /// <summary>The four octets of an IPv4 address as eight lower-case hex digits.</summary>
    /// <exception cref="FormatException">The text is no IPv4 address.</exception>
    public static string IpHex(string ipv4) =>
        System.Net.IPAddress.TryParse(ipv4, out var address) && address.GetAddressBytes() is { Length: 4 } octets
            ? Convert.ToHexStringLower(octets)
            : throw new FormatException($"'{ipv4}' is no IPv4 address");

    private static Part ParsePlaceholder(string inside)
    {
        var bar = inside.LastIndexOf('|');
        int? last = null;
        if (bar >= 0)
        {
            var isNumber = int.TryParse(inside.AsSpan(bar + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count);
            if (!isNumber || count == 0)
                throw new FormatException($"'{{{inside}}}': after the bar stands how many of the last characters to take");
            last = count;
            inside = inside[..bar];
        }

        var isKnown = inside is "ipHex" or "IPHEX" or "instanceId" or "availabilityZone"
            || (inside.StartsWith("tag:", StringComparison.Ordinal) && inside.Length > 4);
        return isKnown
            ? new(inside, IsPlaceholder: true, last)
            : throw new FormatException($"'{{{inside}}}' is no placeholder; there are {Known}");
    }

    private sealed record Part(string Text, bool IsPlaceholder, int? Last);
}
