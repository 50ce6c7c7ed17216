using System.Collections;
using System.ComponentModel.DataAnnotations;

namespace OpenLaunch.Core.Binding;

/// <summary>Gives an input, or a value of an enumeration, another name in YAML than its own in camel case.</summary>
/// <param name="key">The name in YAML.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class InputKeyAttribute(string key) : Attribute
{
    /// <summary>The name in YAML.</summary>
    public string Key { get; } = key;
}

/// <summary>
/// Lets a list be written as its only item: <c>instanceTags: AllTags</c> for <c>instanceTags: [AllTags]</c>.
/// Without it a list must be written as a list.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneOrManyAttribute : Attribute;

/// <summary>
/// Lets the inputs of a step be written as this list alone, without its key: EC2Launch v2 writes
/// <c>executeScript</c>, <c>executeProgram</c> and <c>writeFile</c> so (EC2 User Guide, "EC2Launch v2 task definitions").
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WholeInputsAttribute : Attribute;

/// <summary>The fewest items of a list.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AtLeastAttribute(int items) : ValidationAttribute
{
    /// <summary>How many there must be.</summary>
    public int Items { get; } = items;

    /// <inheritdoc/>
    public override bool IsValid(object? value) => value is not ICollection list || list.Count >= Items;
}

/// <summary>
/// Says of a text, such as that of a script, that a secret may be in it. No error then repeats more than a plain word of what
/// stands in its place or beside it, where somebody may have put it by mistake. What is a secret as a whole is a
/// <see cref="Engine.SecretText"/>, and needs no attribute.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MayHoldSecretAttribute : Attribute;

/// <summary>The shortest and the longest duration of an input, written as in a document: <c>0s</c>, <c>1h30m</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationRangeAttribute(string least, string most) : ValidationAttribute
{
    /// <summary>The shortest duration.</summary>
    public TimeSpan Least { get; } = Constraint.Duration(least);

    /// <summary>The longest duration.</summary>
    public TimeSpan Most { get; } = Constraint.Duration(most);

    /// <inheritdoc/>
    public override bool IsValid(object? value) => value is not TimeSpan duration || (duration >= Least && duration <= Most);
}
