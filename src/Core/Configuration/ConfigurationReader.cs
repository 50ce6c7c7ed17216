using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Extensions;

namespace OpenLaunch.Core.Configuration;

/// <summary>Reads a configuration: <c>openlaunch.yml</c>, or a document of another form that the program handed in.</summary>
/// <param name="catalogue">The steps that the plan may name.</param>
public sealed class ConfigurationReader(StepCatalogue catalogue)
{
    /// <summary>The other forms that are read. Default: none.</summary>
    internal IReadOnlyList<IPlanDialect> Dialects { get; init; } = [];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; also its name in errors.</param>
    /// <exception cref="ConfigurationException">Anything is wrong with it; tells all.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public LaunchConfiguration ReadFile(string path) => Read(YamlDocumentReader.ReadFile(path));

    /// <summary>Reads text.</summary>
    /// <param name="file">Its name in errors.</param>
    /// <exception cref="ConfigurationException">Anything is wrong with it; tells all.</exception>
    public LaunchConfiguration Read(string text, string file) => Read(YamlDocumentReader.Read(text, file));

    /// <summary>Reads a document.</summary>
    /// <exception cref="ConfigurationException">Anything is wrong with it; tells all.</exception>
    public LaunchConfiguration Read(YamlDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var errors = new ConfigurationErrors(document.File);
        var root = RootOf(document, errors);
        if (IsOfNoForm(root))
        {
            errors.Add(new(1, 1), $"this is no {PlanReader.Form}");
            foreach (var dialect in Dialects)
                errors.Add(new(1, 1), $"and no {dialect.Form}");
            errors.ThrowIfAny();
        }

        var configuration = Dialects.FirstOrDefault(dialect => dialect.Reads(root)) is { } other
            ? other.Read(root, catalogue, errors)
            : new PlanReader(catalogue, errors).Read(root);
        var named = errors.All.Where(error => LookalikeCharacter.IsNamedIn(error.Message))
            .Select(error => error.Position).ToHashSet();
        LookalikeCharacter.Report(root.Map, named.Contains, errors.Warn);
        errors.ThrowIfAny();
        return configuration with { Warnings = errors.Warnings };
    }

    /// <summary>Whether a document looks like none of the forms, so that errors about their keys would tell nothing.</summary>
    private bool IsOfNoForm(MapReader root) =>
        Dialects.Count > 0 && !root.Has("steps") && !Dialects.Any(dialect => dialect.Reads(root))
        && root.Map.Entries.Any(entry => !PlanReader.Keys.Contains(entry.Key));

    /// <summary>Reads <c>extensions:</c> alone, before there is a catalogue that holds the steps of those assemblies.</summary>
    /// <exception cref="ConfigurationException">The section is wrong.</exception>
    public static IReadOnlyList<ExtensionReference> ReadExtensions(YamlDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var errors = new ConfigurationErrors(document.File);
        var extensions = ExtensionsReader.Read(RootOf(document, errors));
        errors.ThrowIfAny();
        return extensions;
    }

    private static MapReader RootOf(YamlDocument document, ConfigurationErrors errors) => document.Root is MapNode map
        ? new(map, "the document", errors)
        : throw errors.Fatal(document.Root.Position, $"expected a map of keys, found {Wording.Kind(document.Root)}");
}
