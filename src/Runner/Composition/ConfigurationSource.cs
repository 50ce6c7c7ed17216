using Microsoft.Extensions.DependencyInjection;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Extensions;
using OpenLaunch.Steps;
using OpenLaunch.Steps.Permissions;

namespace OpenLaunch.Runner.Composition;

/// <summary>
/// The document that the configuration is read from: the file that was named, else the agent's own, else EC2Launch v2's, else the
/// built-in plan; with the extensions that it lists.
/// </summary>
internal sealed class ConfigurationSource
{
    private const string BuiltIn = StateFolders.ConfigurationName;

    private const string OnlyOnce = "the host of custom steps reads the configuration once more, which a pipe does not let it; "
        + "write it to a file, and name that";

    private const string HasItsOwn = "this agent is native and has steps of its own compiled in, so it loads no assembly; "
        + "compile this step in too, and leave out 'extensions'";

    private readonly YamlDocument document;
    private readonly CompiledSteps compiled;

    private ConfigurationSource(YamlDocument document, CompiledSteps compiled, ExtensionSet extensions) =>
        (this.document, this.compiled, Extensions) = (document, compiled, extensions);

    /// <summary>The file; null: the built-in plan.</summary>
    public string? File { get; private init; }

    /// <summary>What it is called: its path, or that it is built in.</summary>
    public string Name => document.File;

    /// <summary>The document as it was read.</summary>
    public YamlDocument Document => document;

    /// <summary>The extensions that the document lists.</summary>
    public ExtensionSet Extensions { get; }

    /// <summary>The steps that the document may name.</summary>
    public StepCatalogue Catalogue => Extensions.Catalogue;

    /// <summary>Finds the document and loads its extensions.</summary>
    /// <param name="file">The file that was named, or null.</param>
    /// <param name="compiled">The steps that are there without any.</param>
    /// <param name="trust">What the document and the extensions must stand up to, or null where nothing will be run.</param>
    /// <exception cref="ConfigurationException">It cannot be read, or an extension cannot be used.</exception>
    /// <exception cref="UntrustedFilesException">Somebody else could alter one of them.</exception>
    /// <exception cref="HostNeededException">The program is native, and has a host for extensions.</exception>
    public static ConfigurationSource Open(
        string? file, StateFolders folders, CompiledSteps compiled, TrustedFiles? trust = null)
    {
        if ((file ?? Find(folders)) is not { } path)
            return new(ReadBuiltIn(), compiled, ExtensionSet.None(compiled.Catalogue));
        trust?.Demand([path]);
        var document = Read(path);
        var references = ConfigurationReader.ReadExtensions(document);
        if (compiled.HasFurther && !DynamicCode.IsSupported && references.Count > 0)
        {
            throw new ConfigurationException(
                [.. references.Select(one => new ConfigurationError(path, one.Position, HasItsOwn))]);
        }

        try
        {
            ExtensionHost.Demand(references, path, trust);
        }
        catch (HostNeededException) when (!ExtensionHost.CanBeReadAgain(path))
        {
            throw new ConfigurationException([new(path, references[0].Position, OnlyOnce)]);
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        trust?.Demand(references.SelectMany(reference => FilesWith(Path.Combine(folder, reference.Path))));
        return new(document, compiled, ExtensionSet.Load(compiled.Catalogue, references, path)) { File = Path.GetFullPath(path) };
    }

    /// <summary>The document alone, of which nothing is loaded or run.</summary>
    /// <exception cref="ConfigurationException">It cannot be read.</exception>
    public static YamlDocument ReadDocument(string? file, StateFolders folders) =>
        (file ?? Find(folders)) is { } path ? Read(path) : ReadBuiltIn();

    /// <summary>The file that counts where none is named; null: the built-in plan does.</summary>
    /// <exception cref="UnauthorizedAccessException">A folder that may hold it may not be read.</exception>
    public static string? Find(StateFolders folders)
    {
        string[] candidates = [Path.Combine(folders.Configuration, StateFolders.ConfigurationName), folders.AgentConfiguration];
        return Array.Find(candidates, candidate =>
        {
            StateFolders.DemandReadable(Path.GetDirectoryName(candidate)!);
            return System.IO.File.Exists(candidate);
        });
    }

    /// <summary>Reads the document; another agent's file is told as such, and not by errors about its keys.</summary>
    private static YamlDocument Read(string path)
    {
        var bytes = YamlDocumentReader.ReadBytes(path);
        return OtherDocument.Advice(bytes) is { } advice
            ? throw new ConfigurationException([new(path, new(1, 1), advice)])
            : YamlDocumentReader.Read(bytes, path);
    }

    /// <summary>Registers what custom steps share. Call it before the ports are registered: the last wins.</summary>
    public void AddServices(IServiceCollection services)
    {
        compiled.AddServices(services);
        Extensions.AddServices(services);
    }

    /// <exception cref="ConfigurationException">It is wrong; tells all.</exception>
    public LaunchConfiguration Read() =>
        Extensions.Read(() => new ConfigurationReader(Catalogue) { Dialects = BuiltInSteps.Dialects }.Read(document));

    /// <summary>The built-in plan as the text that an installation begins with.</summary>
    public static byte[] BuiltInText() => EmbeddedResource.Read(typeof(ConfigurationSource).Assembly, BuiltIn);

    /// <summary>All that an extension may load: its own assembly, and whatever lies in its folder or below.</summary>
    private static IEnumerable<string> FilesWith(string assembly) => Path.GetDirectoryName(assembly) is { } folder
        && Directory.Exists(folder)
            ? FolderTree.Reachable(folder).Append(assembly)
            : [assembly];

    private static YamlDocument ReadBuiltIn() => YamlDocumentReader.Read(BuiltInText(), $"built-in {BuiltIn}");
}
