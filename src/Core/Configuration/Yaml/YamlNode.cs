namespace OpenLaunch.Core.Configuration.Yaml;

/// <summary>A value in a YAML document. A class and not a record, so that nothing prints a value, which may be a secret.</summary>
/// <param name="position">Where it starts.</param>
public abstract class YamlNode(SourcePosition position)
{
    /// <summary>Where it starts; for what an alias stands for, where the anchored value starts.</summary>
    public SourcePosition Position { get; } = position;
}
