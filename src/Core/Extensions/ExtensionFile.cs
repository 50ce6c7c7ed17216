using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Security;
using System.Security.Cryptography;

namespace OpenLaunch.Core.Extensions;

/// <summary>The file of an extension: found, its hash checked, loaded.</summary>
internal static class ExtensionFile
{
    /// <exception cref="ExtensionException">It cannot be loaded.</exception>
    [RequiresUnreferencedCode(LoadedExtension.IsUnknown)]
    public static Assembly Load(ExtensionReference reference, string folder)
    {
        var path = Path.GetFullPath(Path.Combine(folder, reference.Path));
        if (!File.Exists(path))
            throw new ExtensionException($"there is no file {path}");
        try
        {
            // Held open from hash to load: Windows then lets nobody put another file in its place between the two.
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (reference.Sha256 is { } pin)
                DemandHash(file, pin);
            return new ExtensionLoadContext(path).LoadFromAssemblyPath(path);
        }
        catch (BadImageFormatException)
        {
            throw new ExtensionException(
                "it is no .NET assembly, or one for another kind of processor; build it for net10.0, AnyCPU");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SecurityException)
        {
            throw new ExtensionException($"it cannot be read: {exception.Message}");
        }
        catch (InvalidOperationException exception)
        {
            throw new ExtensionException($"its .deps.json or its dependencies cannot be read: {exception.Message}");
        }
    }

    private static void DemandHash(FileStream file, string pin)
    {
        var actual = Convert.ToHexStringLower(SHA256.HashData(file));
        if (!actual.Equals(pin, StringComparison.OrdinalIgnoreCase))
            throw new ExtensionException(
                $"its SHA-256 is {actual}, not the {pin.ToLowerInvariant()} that the configuration pins; it was not loaded");
    }
}
