namespace OpenLaunch.Steps.Native;

/// <summary>
/// Names the COM interface that a declaration stands for. A test compares the place of each method in the vtable, and the
/// interface's identifier, with the Windows headers.
/// </summary>
[AttributeUsage(AttributeTargets.Interface)]
internal sealed class NativeInterfaceAttribute(string name, string header) : Attribute
{
    public string Name { get; } = name;

    public string Header { get; } = header;
}
