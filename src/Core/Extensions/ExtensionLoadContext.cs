using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.Loader;
using OpenLaunch.Core.Binding;

namespace OpenLaunch.Core.Extensions;

/// <summary>
/// Keeps the dependencies of one extension to itself, so that it may bring another version of a library than the agent's.
/// Shared are the runtime and the assemblies that the contract is made of.
/// </summary>
internal sealed class ExtensionLoadContext : AssemblyLoadContext
{
    /// <summary>The assemblies whose types pass between the agent and a step.</summary>
    private static readonly FrozenSet<string> Contract = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "OpenLaunch.Core", "OpenLaunch.Steps",
        "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.DependencyInjection.Abstractions");

    /// <summary>The public key tokens of the .NET runtime's own assemblies.</summary>
    private static readonly FrozenSet<string> RuntimeTokens = FrozenSet.Create(
        "b03f5f7f11d50a3a", "b77a5c561934e089", "7cec85d7bea7798e", "cc7b13ffcd2ddd51", "31bf3856ad364e35");

    private readonly AssemblyDependencyResolver resolver;

    /// <summary>Prepares to load an assembly and loads nothing.</summary>
    /// <param name="path">The assembly's path; its <c>.deps.json</c>, else its folder, tells where its dependencies are.</param>
    public ExtensionLoadContext(string path)
        : base(System.IO.Path.GetFileNameWithoutExtension(path)) => resolver = new(path);

    /// <summary>Whether an assembly is shared with the agent, so that its types are the same on both sides.</summary>
    public static bool IsShared(AssemblyName name) => name.Name is { } simple && Contract.Contains(simple);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (IsShared(assemblyName))
            return null;
        if (DynamicCode.IsSupported && resolver.ResolveAssemblyToPath(assemblyName) is { } path)
            return LoadFromAssemblyPath(path);
        // Without this, what the extension forgot to bring would be found among the agent's own libraries, until those change.
        return IsOfTheRuntime(assemblyName)
            ? null
            : throw new FileNotFoundException($"The extension does not bring {assemblyName.Name}.", assemblyName.FullName);
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : nint.Zero;

    private static bool IsOfTheRuntime(AssemblyName name) =>
        name.GetPublicKeyToken() is { Length: > 0 } token && RuntimeTokens.Contains(Convert.ToHexStringLower(token));
}
