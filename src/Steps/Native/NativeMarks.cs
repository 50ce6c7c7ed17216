// Native declarations hold what C holds and nothing is converted behind their back: what the tests measure is what Windows
// gets. The source generators for COM ask for it too.
[assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]

// Windows' own libraries only: what lies beside the program, or in the current folder, is never loaded in their place.
[assembly: System.Runtime.InteropServices.DefaultDllImportSearchPaths(
    System.Runtime.InteropServices.DllImportSearchPath.System32)]

namespace OpenLaunch.Steps.Native;

/// <summary>Names the C constant that a constant stands for; a test compares the values as NativeStruct's does sizes.</summary>
/// <param name="name">The constant; null: it has the same name.</param>
[AttributeUsage(AttributeTargets.Field)]
internal sealed class NativeConstantAttribute(string? name, string header) : Attribute
{
    public NativeConstantAttribute(string header)
        : this(null, header)
    {
    }

    public string? Name { get; } = name;

    public string Header { get; } = header;
}

/// <summary>The C designator of a field whose name cannot be said in C#: one inside a union, or a keyword.</summary>
[AttributeUsage(AttributeTargets.Field)]
internal sealed class NativeFieldAttribute(string designator) : Attribute
{
    public string Designator { get; } = designator;
}

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
