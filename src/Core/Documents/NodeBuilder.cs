using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OpenLaunch.Core.Documents;

/// <summary>Builds the tree of one document from parser events and holds the bounds on depth and aliases.</summary>
internal sealed class NodeBuilder(YamlEvents events, ConfigurationErrors errors, bool allowsBytes)
{
    private static readonly TagName Binary = new("tag:yaml.org,2002:binary");

    // YAML 1.1, "Merge Key Language-Independent Type": Go's YAML, which EC2Launch v2 reads with, has it.
    private const string MergeKey = "<<";

    // Its name is not repeated: it may be a password that nobody quoted.
    private const string NoAnchor =
        "an alias (*) stands here that has no anchor before it; put a text that begins with * in quotes";

    private readonly Dictionary<string, Anchored?> anchors = [];
    private int nodes;
    private int aliases;
    private int repeated;
    private long characters;
    private long repeatedCharacters;

    /// <summary>The document's one value, or null when there is no document.</summary>
    public YamlNode? BuildDocument()
    {
        events.Next();
        if (events.Next() is not DocumentStart)
            return null;
        var root = Build(events.Next(), depth: 0).Node;
        DemandSpace(root);
        events.Next();
        if (events.Next() is not StreamEnd)
            throw errors.Fatal(events.Position, "a second document starts here; only one document a file is read");
        return root;
    }

    private Built Build(ParsingEvent start, int depth)
    {
        if (start is AnchorAlias alias)
            return Repeat(alias, depth);
        var position = events.Position;
        // On some broken input YamlDotNet 18 ends a map between a key and its value.
        if (start is not NodeEvent described)
            throw errors.Fatal(position, "not valid YAML: a value is missing");
        var errorsBefore = errors.Count;
        var isBytes = allowsBytes && start is Scalar && described.Tag == Binary;
        if (!described.Tag.IsEmpty && !isBytes)
            errors.Add(position, "a tag (!) stands here; values are read without tags");
        var anchor = described.Anchor.IsEmpty ? null : described.Anchor.Value;
        if (anchor is not null)
            anchors[anchor] = null;
        var before = nodes++;
        var charactersBefore = characters;
        var built = start switch
        {
            Scalar scalar => new(Text(scalar, isBytes, position), 0),
            SequenceStart => BuildList(position, Deeper(depth)),
            _ => BuildMap(position, Deeper(depth)),
        };
        built.Node.IsFlawed |= errors.Count > errorsBefore;
        if (anchor is not null)
            anchors[anchor] = new(built, nodes - before, characters - charactersBefore);
        return built;
    }

    private ScalarNode Text(Scalar scalar, bool isBytes, SourcePosition position)
    {
        characters += scalar.Value.Length;
        return new(scalar.Value, isBytes || scalar.Style != ScalarStyle.Plain, position) { IsBinary = isBytes };
    }

    private Built BuildList(SourcePosition position, int depth)
    {
        var items = new List<YamlNode>();
        var height = 0;
        for (var next = events.Next(); next is not SequenceEnd; next = events.Next())
        {
            var item = Build(next, depth);
            DemandSpace(item.Node);
            items.Add(item.Node);
            height = Math.Max(height, item.Height);
        }

        return new(new ListNode(items, position) { IsFlawed = items.Exists(item => item.IsFlawed) }, height + 1);
    }

    private Built BuildMap(SourcePosition position, int depth)
    {
        var entries = new OrderedDictionary<string, MapEntry>(StringComparer.Ordinal);
        List<MapNode> merged = [];
        var height = 0;
        for (var next = events.Next(); next is not MappingEnd; next = events.Next())
        {
            var keyPosition = events.Position;
            var keyNode = Build(next, depth).Node;
            var key = KeyOf(keyNode, keyPosition);
            var value = Build(events.Next(), depth);
            height = Math.Max(height, value.Height);
            if (keyNode is ScalarNode { Text: MergeKey, IsQuoted: false } && MapsOf(value.Node) is { } maps)
            {
                merged.AddRange(maps);
                continue;
            }

            if (key is not null && !entries.TryAdd(key, new(key, keyPosition, value.Node)))
                errors.Add(keyPosition, $"{Wording.Quote(key)} stands here twice; first on line {entries[key].Position.Line}");
        }

        foreach (var entry in merged.SelectMany(map => map.Entries))
            entries.TryAdd(entry.Key, entry); // The map's own keys win, then those of the earlier map.
        var map = MapNode.Of(entries, position);
        map.IsFlawed = map.Entries.Any(entry => entry.Value.IsFlawed);
        return new(map, height + 1);
    }

    /// <summary>The maps that a merge key names; null when its value is no map and no list of them.</summary>
    private static IReadOnlyList<MapNode>? MapsOf(YamlNode value) => value switch
    {
        MapNode map => [map],
        ListNode list when list.Items.All(item => item is MapNode) => [.. list.Items.Cast<MapNode>()],
        _ => null,
    };

    private string? KeyOf(YamlNode node, SourcePosition position)
    {
        if (node is ScalarNode { IsNull: false } scalar)
        {
            if (scalar.IsQuoted || LookalikeCharacter.InKey(scalar.Text, position) is not { } wrong)
                return scalar.Text;
            // With a blank in it, what stands here is hardly a key, and what follows is misread.
            if (scalar.Text.Any(LookalikeCharacter.IsBlank))
                throw errors.Fatal(position, wrong);
            errors.Add(position, wrong);
            return LookalikeCharacter.Mended(scalar.Text);
        }

        errors.Add(position, "a key must be a text");
        return null;
    }

    /// <summary>Where a map is as likely as a text: "- task:" and a blank of the web behind it is no key to YAML.</summary>
    private void DemandSpace(YamlNode node)
    {
        if (node is ScalarNode { IsQuoted: false } text && LookalikeCharacter.AfterColon(text.Text, text.Position) is { } wrong)
            throw errors.Fatal(text.Position, wrong);
    }

    private Built Repeat(AnchorAlias alias, int depth)
    {
        if (!anchors.TryGetValue(alias.Value.Value, out var target))
            throw errors.Fatal(events.Position, NoAnchor);
        if (target is null)
            throw errors.Fatal(events.Position, "an alias (*) stands inside its own anchor");
        nodes += target.Size;
        repeated += target.Size;
        characters += target.Characters;
        repeatedCharacters += target.Characters;
        if (++aliases > YamlDocumentReader.MaximumAliases || repeated > YamlDocumentReader.MaximumRepeatedNodes
            || repeatedCharacters > YamlDocumentReader.MaximumBytes)
        {
            throw errors.Fatal(events.Position,
                "the document repeats too much by aliases (at most 100 uses, 10,000 values and 1 MiB of text)");
        }

        if (depth + target.Built.Height > YamlDocumentReader.MaximumDepth)
            throw TooDeep();
        return target.Built;
    }

    private int Deeper(int depth) => depth < YamlDocumentReader.MaximumDepth ? depth + 1 : throw TooDeep();

    private ConfigurationException TooDeep() =>
        errors.Fatal(events.Position, $"lists and maps are nested deeper than {YamlDocumentReader.MaximumDepth}");

    /// <summary>A node and how many lists and maps are nested in it, itself included.</summary>
    private readonly record struct Built(YamlNode Node, int Height);

    /// <summary>What an anchor names, and how many nodes and characters that is with all aliases in it resolved.</summary>
    private sealed record Anchored(Built Built, int Size, long Characters);
}
