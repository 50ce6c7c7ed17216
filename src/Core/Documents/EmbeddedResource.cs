using System.Reflection;

namespace OpenLaunch.Core.Documents;

/// <summary>The files that are built into an assembly.</summary>
internal static class EmbeddedResource
{
    public static byte[] Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{assembly.GetName().Name} was built without its file {name}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
