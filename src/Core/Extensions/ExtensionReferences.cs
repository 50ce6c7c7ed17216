using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Loader;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Extensions;

/// <summary>Checks what an extension was built against, before any of its types is looked at.</summary>
internal static class ExtensionReferences
{
    private static readonly AssemblyName Core = typeof(IStep).Assembly.GetName();

    /// <summary>Checks the assembly's references: runtime, contract, and its own dependencies.</summary>
    /// <exception cref="ExtensionException">One cannot be had.</exception>
    [RequiresUnreferencedCode(LoadedExtension.IsUnknown)]
    public static void Check(Assembly assembly)
    {
        var references = assembly.GetReferencedAssemblies();
        if (Array.Find(references, name => name.Name == "System.Runtime") is { Version: { } runtime }
            && runtime.Major > Environment.Version.Major)
            throw new ExtensionException(
                $"it is built for .NET {runtime.Major}, this is .NET {Environment.Version}; build it for net10.0");
        if (Array.Find(references, name => name.Name == Core.Name) is not { } contract)
            throw new ExtensionException($"it is not made for OpenLaunch: it has no reference to {Core.Name}");
        if (!IsCompatible(contract.Version!, Core.Version!))
        {
            throw new ExtensionException(
                $"it is built against {Core.Name} {contract.Version!.ToString(3)}, this is {Core.Version!.ToString(3)}; "
                + "build it against the version of the agent, or an older one of the same major version");
        }

        var context = AssemblyLoadContext.GetLoadContext(assembly)!;
        foreach (var reference in references)
            DemandDependency(context, reference);
    }

    /// <summary>
    /// Whether what was built against one version of the contract runs on another: semantic versioning, in which the minor
    /// version takes the place of the major one while that is 0.
    /// </summary>
    public static bool IsCompatible(Version builtAgainst, Version ours) =>
        builtAgainst.Major == ours.Major && (ours.Major > 0 || builtAgainst.Minor == ours.Minor) && builtAgainst <= ours;

    private static void DemandDependency(AssemblyLoadContext context, AssemblyName reference)
    {
        try
        {
            context.LoadFromAssemblyName(reference);
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException)
        {
            throw new ExtensionException(
                $"it needs {reference.Name} {reference.Version?.ToString(3)}, which cannot be loaded from its folder; "
                + "put the output of 'dotnet publish' there, dependencies and .deps.json included");
        }
    }
}

/// <summary>One assembly of custom steps, as <c>extensions:</c> lists it.</summary>
/// <param name="Path">The file, as written; a relative one is meant from the document's folder.</param>
/// <param name="Sha256">The SHA-256 that the file must have, 64 hexadecimal digits, or null for any.</param>
/// <param name="Position">Where it is listed.</param>
public sealed record ExtensionReference(string Path, string? Sha256, SourcePosition Position);
