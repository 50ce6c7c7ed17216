using System.Buffers;
using OpenLaunch.Core.Extensions;

namespace OpenLaunch.Core.Configuration;

/// <summary>Reads <c>extensions:</c>. What the files are is checked where they are loaded.</summary>
internal static class ExtensionsReader
{
    private const int Sha256Digits = 64;

    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");

    public static IReadOnlyList<ExtensionReference> Read(MapReader root)
    {
        var extensions = new List<ExtensionReference>();
        foreach (var extension in root.Maps("extensions", "the extension", "path"))
            extensions.Add(Extension(extension));
        return extensions;
    }

    private static ExtensionReference Extension(MapReader extension)
    {
        var path = extension.RequiredText("path");
        if (path is "")
            extension.Refuse("path", "must not be empty");
        else if (path?.AsSpan().ContainsAny(Path.GetInvalidPathChars()) == true)
            extension.Refuse("path", "holds a character that no path has");
        var pin = extension.Text("sha256");
        if (pin is not null && (pin.Length != Sha256Digits || pin.AsSpan().ContainsAnyExcept(Hexadecimal)))
            extension.Refuse("sha256", "must be 64 hexadecimal digits");
        extension.RefuseOtherKeys();
        return new(path ?? "", pin, extension.Map.Position);
    }
}
