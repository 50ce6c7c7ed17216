using System.Text.Encodings.Web;
using System.Text.Json;
using OpenLaunch.Core.Documents;
using OpenLaunch.Runner.Output;

namespace OpenLaunch.Runner.Composition;

/// <summary>
/// A configuration as JSON that may be sent to others: of the inputs of its steps it has the keys, and of their values only truth
/// values; so too of whatever else is called like a secret. Comments are gone.
/// </summary>
internal static class MaskedPlan
{
    private const string Mask = "***";

    private static readonly string[] Marks = ["pass", "secret", "token", "credential", "key", "data"];
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Masks a document, and finds what no other part may show.</summary>
    /// <param name="secrets">Takes each value whose key says that it is a secret.</param>
    public static string Of(YamlDocument document, ICollection<string> secrets) =>
        YamlAsJson.Write(Masked(document.Root, key: "", isInput: false, secrets), Plain);

    private static YamlNode Masked(YamlNode node, string key, bool isInput, ICollection<string> secrets)
    {
        var isSecret = Array.Exists(Marks, mark => key.Contains(mark, StringComparison.OrdinalIgnoreCase));
        switch (node)
        {
            case MapNode map:
                return new MapNode(map.Entries.Select(entry => new MapEntry(entry.Key, entry.Position, Masked(
                    entry.Value, isSecret && entry.Key is not "type" ? key : entry.Key, isInput || entry.Key == "inputs",
                    secrets))), map.Position);
            case ListNode list:
                return new ListNode([.. list.Items.Select(item => Masked(item, key, isInput, secrets))], list.Position);
            case ScalarNode { IsNull: false, AsBoolean: null } scalar when isInput || isSecret:
                if (isSecret)
                    secrets.Add(scalar.Text);
                return new ScalarNode(Mask, isQuoted: true, scalar.Position);
            default:
                return node;
        }
    }
}
