namespace OpenLaunch.Core.Documents;

/// <summary>A value in a YAML document. No record, which would print its values: they may be secrets.</summary>
/// <param name="position">Where it starts.</param>
public abstract class YamlNode(SourcePosition position)
{
    /// <summary>Where it starts; for what an alias stands for, where the anchored value starts.</summary>
    public SourcePosition Position { get; } = position;

    /// <summary>Whether something in it could not be read: a key twice, a tag.</summary>
    internal bool IsFlawed { get; set; }
}
