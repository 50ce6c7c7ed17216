using Microsoft.CodeAnalysis;

namespace OpenLaunch.Analyzers;

/// <summary>Which calls change the machine.</summary>
internal static class Changes
{
    private static readonly string[] FileVerbs =
        ["Append", "Copy", "Create", "Decrypt", "Delete", "Encrypt", "Move", "OpenWrite", "Replace", "Set", "Write"];

    private static readonly string[] RegistryVerbs = ["CreateSubKey", "Delete", "SetAccessControl", "SetValue"];

    private static readonly string[] ServiceVerbs = ["Continue", "ExecuteCommand", "Pause", "Start", "Stop"];

    public static bool IsChange(IMethodSymbol method) => method.ContainingType?.ToDisplayString() switch
    {
        "System.IO.File" or "System.IO.FileInfo" or "System.IO.Directory" or "System.IO.DirectoryInfo"
            or "System.IO.FileSystemInfo" =>
            Begins(method, FileVerbs) && !method.Name.StartsWith("CreateTemp", StringComparison.Ordinal),
        "Microsoft.Win32.RegistryKey" or "Microsoft.Win32.Registry" => Begins(method, RegistryVerbs),
        "System.ServiceProcess.ServiceController" => Begins(method, ServiceVerbs),
        "System.Diagnostics.Process" => method.Name is "Start" or "Kill",
        "System.Environment" => method.Name == "SetEnvironmentVariable",
        _ => IsOfPort(method),
    };

    /// <summary>A port of ours answers with a value where it reads; what has none changes something, unless it waits.</summary>
    private static bool IsOfPort(IMethodSymbol method) =>
        method.ContainingType is { TypeKind: TypeKind.Interface, ContainingAssembly.Name: "OpenLaunch.Steps" }
        && method.ReturnType.ToDisplayString() == "System.Threading.Tasks.Task"
        && !method.Name.StartsWith("Wait", StringComparison.Ordinal);

    private static bool Begins(IMethodSymbol method, string[] verbs) =>
        verbs.Any(verb => method.Name.StartsWith(verb, StringComparison.Ordinal));
}
