namespace OpenLaunch.Core.Documents;

/// <summary>
/// Reads a YAML document (JSON text included) that may come from anyone into a small tree that keeps line and column.
/// </summary>
/// <remarks>
/// Refused, with its place: more than 1 MiB, nesting deeper than 64, tags, a second document, a key twice, keys that are
/// not text, control characters, and aliases beyond 100 uses, 10,000 repeated values or 1 MiB of repeated text. Never slower
/// than linear.
/// </remarks>
public static class YamlDocumentReader
{
    /// <summary>The largest document, in bytes: 1 MiB.</summary>
    public const int MaximumBytes = 1 << 20;

    /// <summary>The deepest nesting of lists and maps.</summary>
    public const int MaximumDepth = 64;

    /// <summary>How many aliases (<c>*name</c>) a document may use.</summary>
    public const int MaximumAliases = 100;

    /// <summary>How many values all aliases together may stand for.</summary>
    public const int MaximumRepeatedNodes = 10_000;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; also its name in errors.</param>
    /// <exception cref="ConfigurationException">It is not a document that can be used.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static YamlDocument ReadFile(string path) => Read(ReadBytes(path), path);

    /// <summary>The bytes of a file, of a document that is too large one more than are read.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    internal static byte[] ReadBytes(string path)
    {
        using var stream = File.OpenRead(path);
        // A pipe does not tell how much it holds.
        var bytes = new byte[(int)Math.Min(stream.CanSeek ? stream.Length : long.MaxValue, MaximumBytes + 1)];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes[..length];
    }

    /// <summary>Reads bytes: UTF-8, or UTF-16 with its byte order mark, which Windows PowerShell writes by default.</summary>
    /// <param name="file">Its name in errors.</param>
    /// <exception cref="ConfigurationException">It is not a document that can be used.</exception>
    public static YamlDocument Read(ReadOnlySpan<byte> bytes, string file) => Parse(YamlText.Decode(bytes, file), file);

    /// <summary>Reads text.</summary>
    /// <param name="file">Its name in errors.</param>
    /// <exception cref="ConfigurationException">It is not a document that can be used.</exception>
    public static YamlDocument Read(string text, string file)
    {
        ArgumentNullException.ThrowIfNull(text);
        YamlText.DemandSize(text.Length, file);
        return Parse(text, file);
    }

    /// <summary>
    /// Reads as much of a text as can be read, for documents of which a part is worth having; no document at all is no error.
    /// </summary>
    /// <param name="errors">Takes what is wrong with it.</param>
    /// <param name="allowsBytes">Whether a text may stand for bytes (<c>!!binary</c>).</param>
    /// <returns>Its one value; null when there is none, or when nothing can be read.</returns>
    public static YamlNode? ReadPart(string text, ConfigurationErrors errors, bool allowsBytes)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(errors);
        try
        {
            YamlText.DemandSize(text.Length, errors.File);
            YamlText.DemandPrintable(text, errors);
            return new NodeBuilder(new YamlEvents(text, errors), errors, allowsBytes).BuildDocument();
        }
        catch (ConfigurationException exception)
        {
            errors.Add(exception.Errors[^1].Position, exception.Errors[^1].Message);
            return null;
        }
    }

    private static YamlDocument Parse(string text, string file)
    {
        var errors = new ConfigurationErrors(file);
        YamlText.DemandPrintable(text, errors);
        var root = new NodeBuilder(new YamlEvents(text, errors), errors, allowsBytes: false).BuildDocument()
            ?? throw errors.Fatal(new(1, 1), "the document is empty");
        errors.ThrowIfAny();
        return new(file, root);
    }
}
