using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OpenLaunch.Steps.UserData.Parsing.Yaml;

/// <summary>
/// Reads one YAML document (JSON text is YAML too) into nodes that know their line. It takes no anchor, no alias and no tag but
/// <c>!!binary</c>, so that nothing is constructed or multiplied, and bounds depth and size.
/// </summary>
internal sealed class BoundedYaml
{
    private const int MaxDepth = 64;
    private const int MaxNodes = 100_000;

    // cloud-init documents it for write_files: content is base64 of bytes.
    private static readonly TagName Binary = new("tag:yaml.org,2002:binary");

    private readonly Parser _parser;
    private readonly ProblemList _problems;
    private int _nodes;
    private int _lastLine = 1;

    private BoundedYaml(string text, ProblemList problems)
    {
        _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
        _problems = problems;
    }

    /// <summary>The document, or null when there is none or it cannot be read; the latter is a problem.</summary>
    public static InputNode? Read(string text, ProblemList problems)
    {
        var reader = new BoundedYaml(text, problems);
        try
        {
            return reader.ReadStream();
        }
        catch (YamlException e)
        {
            var (line, message) = YamlFailure.Explain(e, text, reader._lastLine);
            problems.Error(line, message);
            return null;
        }
        catch (RefusedException e)
        {
            problems.Error(e.Line, e.Message);
            return null;
        }
    }

    /// <summary>Whether the text is YAML at all, accepted or not.</summary>
    public static bool IsReadable(string text)
    {
        try
        {
            new BoundedYaml(text, new ProblemList()).ReadStream();
            return true;
        }
        catch (YamlException)
        {
            return false;
        }
        catch (RefusedException)
        {
            return true;
        }
    }

    private InputNode? ReadStream()
    {
        Next<StreamStart>();
        InputNode? root = null;
        if (_parser.Current is DocumentStart start)
        {
            if (start.Tags is { } tags && tags.Any(tag => !IsDefault(tag)))
                throw new RefusedException(Line(start), "YAML tag directives (%TAG) are not accepted. Remove the directive.");
            Next<DocumentStart>();
            root = ReadNode(1);
            Next<DocumentEnd>();
        }

        if (_parser.Current is DocumentStart second)
            throw new RefusedException(Line(second), "There is a second YAML document ('---'). Only one is accepted.");
        return root;
    }

    private InputNode ReadNode(int depth)
    {
        var current = _parser.Current!;
        if (current is AnchorAlias)
            throw new RefusedException(Line(current), "YAML aliases (*name) are not accepted. Write the value out.");
        if (current is NodeEvent { Anchor.IsEmpty: false })
            throw new RefusedException(Line(current), "YAML anchors (&name) are not accepted. Remove the anchor.");
        if (current is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } tag } && !(current is Scalar && tag == Binary))
            throw new RefusedException(Line(current), "YAML tags (!name) are not accepted. Remove the tag.");
        if (depth > MaxDepth)
            throw new RefusedException(Line(current), $"The YAML is nested deeper than {MaxDepth} levels.");
        if (++_nodes > MaxNodes)
            throw new RefusedException(Line(current), $"The YAML has more than {MaxNodes} values.");
        return current switch
        {
            SequenceStart => ReadList(depth),
            MappingStart => ReadMap(depth),
            _ => ReadScalar(),
        };
    }

    private InputScalar ReadScalar()
    {
        var scalar = Next<Scalar>();
        return new InputScalar(scalar.Value, scalar.Style == ScalarStyle.Plain && scalar.Tag.IsEmpty, Line(scalar))
        {
            IsBinary = scalar.Tag == Binary,
        };
    }

    private InputList ReadList(int depth)
    {
        var line = Line(Next<SequenceStart>());
        var items = new List<InputNode>();
        while (_parser.Current is not SequenceEnd)
            items.Add(ReadNode(depth + 1));
        Next<SequenceEnd>();
        return new InputList(items, line);
    }

    private InputMap ReadMap(int depth)
    {
        var line = Line(Next<MappingStart>());
        var entries = new List<InputEntry>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        while (_parser.Current is not MappingEnd)
        {
            var node = ReadNode(depth + 1);
            if (node is not InputScalar key)
                throw new RefusedException(node.Line, "A key is a list or a mapping. Keys must be plain words.");
            var value = ReadNode(depth + 1);
            if (lines.TryAdd(key.Text, key.Line))
                entries.Add(new InputEntry(key.Text, value, key.Line));
            else
                _problems.Error(key.Line,
                    $"The key '{Quoted.Name(key.Text)}' was given on line {lines[key.Text]} already. Keep one.");
        }

        Next<MappingEnd>();
        return new InputMap(entries, line);
    }

    private T Next<T>() where T : ParsingEvent
    {
        if (_parser.Current is null)
            Advance();
        if (_parser.Current is not T current)
            throw new YamlException($"Expected {typeof(T).Name}.");
        _lastLine = Line(current);
        Advance();
        return current;
    }

    private void Advance()
    {
        try
        {
            _parser.MoveNext();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or OverflowException or FormatException)
        {
            // YamlDotNet's scanner loses its own state on some malformed text and says so with these.
            throw new YamlException("The text is no YAML.", e);
        }
    }

    private static bool IsDefault(YamlDotNet.Core.Tokens.TagDirective tag) => tag.Handle is "!" or "!!";

    private static int Line(ParsingEvent current) => Math.Max(1, (int)current.Start.Line);

    private sealed class RefusedException(int line, string message) : Exception(message)
    {
        public int Line { get; } = line;
    }
}
