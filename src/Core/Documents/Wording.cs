using System.Globalization;
using System.Text;

namespace OpenLaunch.Core.Documents;

/// <summary>How errors speak of what a document holds.</summary>
internal static class Wording
{
    private const int Longest = 60;

    /// <summary>The text in quotes, shortened, on one line.</summary>
    public static string Quote(string text) => $"'{Short(text)}'";

    /// <summary>The text, shortened and with control characters escaped: an error is one line.</summary>
    public static string Short(string text)
    {
        var builder = new StringBuilder();
        foreach (var character in text.AsSpan(0, Math.Min(text.Length, Longest)))
        {
            if (char.IsControl(character) || character is '\u2028' or '\u2029')
                builder.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
            else
                builder.Append(character);
        }

        if (text.Length <= Longest)
            return builder.ToString();
        if (char.IsHighSurrogate(builder[^1]))
            builder.Length--;
        return builder.Append('…').ToString();
    }

    /// <summary>What stands at a node, with the text quoted. Not for nodes that may hold a secret.</summary>
    public static string Found(YamlNode node) => node switch
    {
        ScalarNode { IsNull: true } => "nothing",
        ScalarNode { IsQuoted: true } scalar => $"the quoted text {Quote(scalar.Text)}{LookalikeCharacter.Cause(scalar.Text)}",
        ScalarNode scalar => Quote(scalar.Text) + LookalikeCharacter.Cause(scalar.Text),
        _ => Kind(node),
    };

    /// <summary>What kind of value stands at a node, without the value.</summary>
    public static string Kind(YamlNode node) => node switch
    {
        ScalarNode { IsNull: true } => "nothing",
        ScalarNode => "a text",
        ListNode => "a list",
        _ => "a map",
    };

    /// <summary>The error for a key that is not known here.</summary>
    /// <param name="mayBeSecret">Whether it may be a secret in a wrong place: then only one near a valid key is repeated.</param>
    public static string UnknownKey(string owner, string key, IReadOnlyCollection<string> valid, bool mayBeSecret = false) =>
        (mayBeSecret && NearestName.Find(key, valid) is null
            ? $"{owner} has not the key that stands here"
            : $"{owner} has no key {Quote(key)}") + Suggestion(key, valid);

    /// <summary>The error for inputs of a task that stand beside its name; null when the entry holds none of them.</summary>
    /// <param name="entry">An entry with the keys <c>task</c> and <c>inputs</c>.</param>
    public static MapEntry? MisplacedInputs(MapNode entry, out string message)
    {
        var keys = entry.Entries.Where(other => other.Key is not ("task" or "inputs")).ToList();
        var (what, stand, them) = keys.Count == 1 ? ("the key", "stands", "it") : ("the keys", "stand", "them");
        message = $"{what} {string.Join(", ", keys.Take(8).Select(other => Quote(other.Key)))} {stand} "
            + $"beside 'task'; put {them} under 'inputs', and indent {them} further than that";
        var isOther = keys.Exists(key =>
            key.Key is "when" or "retry" or "enabled" || NearestName.Find(key.Key, ["task", "inputs"]) is not null);
        return !isOther && entry.Find("inputs") is (null or ScalarNode { IsNull: true }) ? keys.FirstOrDefault() : null;
    }

    /// <summary>The error for a key that is not there.</summary>
    public static string MissingKey(string owner, string key) => $"{owner} lacks the key {Quote(key)}, which must be given";

    /// <summary>The end of an error about an unknown name: the nearest valid one, or all of them.</summary>
    public static string Suggestion(string wrong, IReadOnlyCollection<string> valid)
    {
        if (NearestName.Find(wrong, valid) is { } nearest)
            return $"{LookalikeCharacter.Cause(wrong)}; did you mean {Quote(nearest)}?";
        return valid.Count == 0 ? "; there are none" : $"; valid are {string.Join(", ", valid)}";
    }
}
