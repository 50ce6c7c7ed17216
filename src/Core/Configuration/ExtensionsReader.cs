using System.Buffers;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Extensions;

namespace OpenLaunch.Core.Configuration;

/// <summary>Reads <c>extensions:</c>. What the files are is checked where they are loaded.</summary>
internal sealed class ExtensionsReader(ConfigurationErrors errors)
{
    private const int Sha256Digits = 64;

    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");

    public IReadOnlyList<ExtensionReference> Read(MapReader root)
    {
        var extensions = new List<ExtensionReference>();
        foreach (var item in root.List("extensions"))
        {
            if (item is MapNode map)
                extensions.Add(Extension(new(map, "the extension", errors)));
            else
                errors.Add(item.Position, $"extensions: expected a map with the key 'path', found {Wording.Found(item)}");
        }

        return extensions;
    }

    private static ExtensionReference Extension(MapReader extension)
    {
        var path = extension.Text("path");
        if (path is null && !extension.Has("path"))
            extension.Lacks("path");
        else if (path is "")
            extension.Refuse("path", "must not be empty");
        var pin = extension.Text("sha256");
        if (pin is not null && (pin.Length != Sha256Digits || pin.AsSpan().ContainsAnyExcept(Hexadecimal)))
            extension.Refuse("sha256", "must be 64 hexadecimal digits");
        extension.RefuseOtherKeys();
        return new(path ?? "", pin, extension.Position);
    }
}
