namespace OpenLaunch.Steps.Native;

/// <summary>
/// Names the C structure that a declaration stands for. Its fields carry the names of the header, so that a test can have
/// a C compiler compare every size and offset with the Windows headers.
/// </summary>
[AttributeUsage(AttributeTargets.Struct)]
internal sealed class NativeStructAttribute(string name, string header) : Attribute
{
    public string Name { get; } = name;

    public string Header { get; } = header;
}
