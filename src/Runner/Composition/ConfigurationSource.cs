using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Extensions;
using OpenLaunch.Steps;
using OpenLaunch.Steps.Permissions;

namespace OpenLaunch.Runner.Composition;

/// <summary>
/// The document that the configuration is read from: the file that was named, else the agent's own, else the built-in plan;
/// with the extensions that it lists.
/// </summary>
internal sealed class ConfigurationSource
{
    private const string BuiltIn = "openlaunch.yml";

    private readonly YamlDocument document;

    private ConfigurationSource(YamlDocument document, ExtensionSet extensions) =>
        (this.document, Extensions) = (document, extensions);

    /// <summary>The extensions that the document lists.</summary>
    public ExtensionSet Extensions { get; }

    /// <summary>The steps that the document may name.</summary>
    public StepCatalogue Catalogue => Extensions.Catalogue;

    /// <summary>Finds the document and loads its extensions.</summary>
    /// <param name="file">The file that was named, or null.</param>
    /// <param name="trust">What the document and the extensions must stand up to, or null where nothing will be run.</param>
    /// <exception cref="ConfigurationException">It cannot be read, or an extension cannot be used.</exception>
    /// <exception cref="UntrustedFilesException">Somebody else could alter one of them.</exception>
    public static ConfigurationSource Open(string? file, StateFolders folders, TrustedFiles? trust = null)
    {
        var own = Path.Combine(folders.Configuration, StateFolders.ConfigurationName);
        if (file is null)
            StateFolders.DemandReadable(folders.Configuration);
        var path = file ?? (File.Exists(own) ? own : null);
        if (path is null)
            return new(ReadBuiltIn(), ExtensionSet.None(BuiltInSteps.Catalogue));
        trust?.Demand([path]);
        var document = YamlDocumentReader.ReadFile(path);
        var references = ConfigurationReader.ReadExtensions(document);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        trust?.Demand(references.SelectMany(reference => FilesWith(Path.Combine(folder, reference.Path))));
        return new(document, ExtensionSet.Load(BuiltInSteps.Catalogue, references, path));
    }

    /// <exception cref="ConfigurationException">It is wrong; tells all.</exception>
    public LaunchConfiguration Read() =>
        new ConfigurationReader(Catalogue) { Dialects = BuiltInSteps.Dialects }.Read(document);

    /// <summary>The built-in plan as the text that an installation begins with.</summary>
    public static byte[] BuiltInText() => EmbeddedResource.Read(typeof(ConfigurationSource).Assembly, BuiltIn);

    /// <summary>All that an extension may load: its own assembly, and whatever lies in its folder or below.</summary>
    private static IEnumerable<string> FilesWith(string assembly) => Path.GetDirectoryName(assembly) is { } folder
        && Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Append(assembly)
            : [assembly];

    private static YamlDocument ReadBuiltIn() => YamlDocumentReader.Read(BuiltInText(), $"built-in {BuiltIn}");
}
