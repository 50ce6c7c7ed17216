namespace OpenLaunch.Core.Binding;

/// <summary>
/// Lets a list be written as its only item: <c>instanceTags: AllTags</c> for <c>instanceTags: [AllTags]</c>.
/// Without it a list must be written as a list.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneOrManyAttribute : Attribute;
