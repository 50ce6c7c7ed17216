namespace OpenLaunch.Core.Documents;

/// <summary>A text. Whether it is a number is for the wanted type to say: <c>20348.2849</c> stays as written.</summary>
/// <param name="text">The text, escapes and folds resolved.</param>
/// <param name="isQuoted">Whether it was written in quotes or as a block (<c>|</c>, <c>&gt;</c>).</param>
/// <param name="position">Where it starts.</param>
public sealed class ScalarNode(string text, bool isQuoted, SourcePosition position) : YamlNode(position)
{
    /// <summary>The text, escapes and folds resolved.</summary>
    public string Text { get; } = text;

    /// <summary>Whether it was written in quotes or as a block, and so is text whatever it looks like.</summary>
    public bool IsQuoted { get; } = isQuoted;

    /// <summary>Whether it stands for bytes: <c>!!binary</c>, its text is their base64.</summary>
    public bool IsBinary { get; init; }

    /// <summary>Its truth value, or null when it is not <c>true</c> or <c>false</c> without quotes.</summary>
    public bool? AsBoolean => IsQuoted ? null : Text switch
    {
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ => null,
    };

    /// <summary>Whether it stands for no value: nothing, <c>null</c> or <c>~</c> without quotes.</summary>
    public bool IsNull => !IsQuoted && Text is ("" or "null" or "Null" or "NULL" or "~");
}
