namespace OpenLaunch.Core.Binding;

/// <summary>Gives an input, or a value of an enumeration, another name in YAML than its own in camel case.</summary>
/// <param name="key">The name in YAML.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class InputKeyAttribute(string key) : Attribute
{
    /// <summary>The name in YAML.</summary>
    public string Key { get; } = key;
}
