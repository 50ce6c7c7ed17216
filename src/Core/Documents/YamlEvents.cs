using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OpenLaunch.Core.Documents;

/// <summary>YamlDotNet's event parser with its exceptions turned into placed errors.</summary>
internal sealed class YamlEvents(string text, ConfigurationErrors errors)
{
    private readonly Parser parser = new(new StringReader(text));

    /// <summary>The position of the event read last.</summary>
    public SourcePosition Position { get; private set; } = new(1, 1);

    public ParsingEvent Next()
    {
        try
        {
            if (!parser.MoveNext() || parser.Current is not { } current)
                throw errors.Fatal(Position, "not valid YAML: the document ends too early");
            Position = At(current.Start);
            return current;
        }
        catch (YamlException error)
        {
            throw Explain(error);
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet 18 answers some stray "..." lines with this instead of a YamlException.
            throw errors.Fatal(
                Position, "not valid YAML: '...' ends the document, and a value is expected here; take it out, or quote it");
        }
        catch (Exception error) when (error is ArgumentException or OverflowException or FormatException)
        {
            // And broken pairs of \u escapes, or numbers too large in one, with these.
            throw errors.Fatal(Position, "not valid YAML: the \\u escapes after this place do not form a character");
        }
    }

    private ConfigurationException Explain(YamlException error)
    {
        if (error.Message.Contains(" tab ", StringComparison.Ordinal))
            return errors.Fatal(FirstIndentingTab((int)error.Start.Line), "a tab in the indentation; YAML allows spaces only");
        if (LookalikeCharacter.InLines(text, (int)error.Start.Line - 1, (int)error.End.Line + 1) is var (place, wrong))
            return errors.Fatal(place, wrong);
        var hint = error.Message switch
        {
            var m when m.Contains("found invalid mapping", StringComparison.Ordinal) =>
                "a key or ': ' where a text goes on; fix the indentation, or put the text in quotes",
            var m when m.Contains("did not find expected key", StringComparison.Ordinal)
                || m.Contains("could not find expected ':'", StringComparison.Ordinal) =>
                "a key and ': ' are expected here; a script's lines after 'content: |' must be indented further than 'content'",
            var m when m.Contains("did not find expected '-' indicator", StringComparison.Ordinal) =>
                "a key at the column of a '- ' above it. What belongs to that item is indented by two more, as the text behind "
                + "the dash is: '- frequency: once' goes on with '  content: …' below it",
            var m when m.Contains("cannot start any token", StringComparison.Ordinal) =>
                "no value starts with this character; put the text in quotes",
            var m when m.Contains("quoted scalar", StringComparison.Ordinal)
                && (m.Contains("escape", StringComparison.Ordinal) || m.Contains("hexadecimal", StringComparison.Ordinal)) =>
                "in double quotes a backslash begins an escape such as \\n; put a path of Windows in single quotes, or in none",
            var m => m.TrimEnd('.'),
        };
        return errors.Fatal(At(error.Start), $"not valid YAML: {hint}");
    }

    /// <summary>The parser names the map that holds the tab; people look for the tab.</summary>
    private SourcePosition FirstIndentingTab(int fromLine)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var indentation = line[..^line.TrimStart(" \t").Length];
            if (++number >= fromLine && indentation.Contains('\t'))
                return new(number, indentation.IndexOf('\t') + 1);
        }

        return new(fromLine, 1);
    }

    private static SourcePosition At(Mark mark) => new((int)mark.Line, (int)mark.Column);
}
