namespace OpenLaunch.Steps.UserData.Parsing;

/// <summary>A value in a YAML or JSON document, with the line that it begins on.</summary>
/// <param name="Line">The line, from 1.</param>
public abstract record InputNode(int Line);

/// <summary>A single value.</summary>
/// <param name="Text">Its text after YAML's quoting is undone.</param>
/// <param name="IsPlain">Whether it stood without quotes, so that it may be a number, a truth value or null.</param>
/// <param name="Line">The line, from 1.</param>
public sealed record InputScalar(string Text, bool IsPlain, int Line) : InputNode(Line)
{
    /// <summary>Whether it stands for bytes: <c>!!binary</c>, its text is their base64.</summary>
    public bool IsBinary { get; init; }

    /// <summary>Whether it says "no value": nothing at all, <c>~</c> or <c>null</c>, without quotes.</summary>
    public bool IsNull => IsPlain && (Text is "" or "~" or "null" or "Null" or "NULL");

    /// <summary>Its truth value, or null when it is not a plain <c>true</c> or <c>false</c>.</summary>
    public bool? AsBoolean => !IsPlain ? null : Text switch
    {
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ => null,
    };
}

/// <summary>A list of values.</summary>
/// <param name="Items">The values in order.</param>
/// <param name="Line">The line, from 1.</param>
public sealed record InputList(IReadOnlyList<InputNode> Items, int Line) : InputNode(Line);

/// <summary>A mapping; no two entries have the same key.</summary>
/// <param name="Entries">The entries in order.</param>
/// <param name="Line">The line, from 1.</param>
public sealed record InputMap(IReadOnlyList<InputEntry> Entries, int Line) : InputNode(Line)
{
    /// <summary>The value under a key (exact case), or null.</summary>
    public InputNode? Find(string key) => Entries.FirstOrDefault(entry => entry.Key == key)?.Value;
}

/// <summary>One entry of a mapping.</summary>
/// <param name="Key">The key's text.</param>
/// <param name="Value">The value.</param>
/// <param name="Line">The key's line, from 1.</param>
public sealed record InputEntry(string Key, InputNode Value, int Line);
