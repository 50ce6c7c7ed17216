namespace OpenLaunch.Steps.Native;

/// <summary>Names the C constant that a constant stands for; a test compares the values as NativeStruct's does sizes.</summary>
[AttributeUsage(AttributeTargets.Field)]
internal sealed class NativeConstantAttribute(string name, string header) : Attribute
{
    public string Name { get; } = name;

    public string Header { get; } = header;
}
