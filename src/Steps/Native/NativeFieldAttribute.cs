namespace OpenLaunch.Steps.Native;

/// <summary>The C designator of a field whose name cannot be said in C#: one inside a union, or a keyword.</summary>
[AttributeUsage(AttributeTargets.Field)]
internal sealed class NativeFieldAttribute(string designator) : Attribute
{
    public string Designator { get; } = designator;
}
