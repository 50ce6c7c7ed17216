using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Extensions;

/// <summary>The assemblies of custom steps that a configuration lists, loaded and checked. Nothing else is loaded.</summary>
public sealed class ExtensionSet
{
    private const string NoNative = "the native openlaunch leaves custom steps to its host, which is not installed; unpack "
        + "the zip named host of the same version in the folder of openlaunch, so that the folder 'host' is there";

    private readonly string file;
    private readonly IReadOnlyList<LoadedExtension> extensions;

    private readonly ForeignCode code;

    private ExtensionSet(
        string file, StepCatalogue catalogue, IReadOnlyList<LoadedExtension> extensions, ForeignCode code) =>
        (this.file, Catalogue, this.extensions, this.code) = (file, catalogue, extensions, code);

    /// <summary>The built-in steps and those of the extensions.</summary>
    public StepCatalogue Catalogue { get; }

    /// <summary>No extension: just the built-in steps.</summary>
    /// <param name="builtIn">The built-in steps.</param>
    public static ExtensionSet None(StepCatalogue builtIn) => new("", builtIn, [], ForeignCode.Bounded);

    /// <summary>Loads the assemblies that a document lists. Their modules are asked for services; no step is made.</summary>
    /// <param name="builtIn">The built-in steps.</param>
    /// <param name="references">The document's <c>extensions:</c>.</param>
    /// <param name="file">The document's path, from whose folder relative paths start; also its name in errors.</param>
    /// <exception cref="ConfigurationException">An assembly cannot be used; tells all, each with its cause.</exception>
    public static ExtensionSet Load(StepCatalogue builtIn, IReadOnlyList<ExtensionReference> references, string file) =>
        Load(builtIn, references, file, ForeignCode.Bounded);

    /// <param name="code">How long code of the assemblies may take.</param>
    internal static ExtensionSet Load(
        StepCatalogue builtIn, IReadOnlyList<ExtensionReference> references, string file, ForeignCode code)
    {
        ArgumentNullException.ThrowIfNull(builtIn);
        ArgumentNullException.ThrowIfNull(references);
        if (references.Count == 0)
            return None(builtIn);
        if (DynamicCode.IsSupported)
            return LoadAll(builtIn, references, file, code);
        var errors = new ConfigurationErrors(file);
        foreach (var reference in references)
            errors.Add(reference.Position, Text(reference, NoNative));
        errors.ThrowIfAny();
        return None(builtIn);
    }

    /// <summary>Registers what the modules of an assembly register, loaded in whatever way: for tests of its steps.</summary>
    /// <param name="services">Takes the services.</param>
    /// <exception cref="ArgumentException">A module cannot be made, or throws; says why.</exception>
    [RequiresUnreferencedCode(LoadedExtension.IsUnknown)]
    public static void AddModules(Assembly assembly, IServiceCollection services)
    {
        try
        {
            ExtensionTypes.AddModules(ExtensionTypes.Of(assembly), services, ForeignCode.Bounded);
        }
        catch (ExtensionException exception)
        {
            throw new ArgumentException(exception.Message, exception);
        }
    }

    /// <summary>Registers the extensions' services. Call it before the ports are registered: the last wins.</summary>
    public void AddServices(IServiceCollection services)
    {
        foreach (var descriptor in extensions.SelectMany(extension => extension.Services))
            services.Add(descriptor);
    }

    /// <summary>Reads what types of the extensions have part in: their inputs' constructors, setters and attributes.</summary>
    /// <exception cref="ConfigurationException">It has not ended in time.</exception>
    internal T Read<T>(Func<T> read)
    {
        if (extensions.Count == 0)
            return read();
        if (code.TryCall(read, out var result))
            return result;
        var errors = new ConfigurationErrors(file);
        foreach (var extension in extensions)
        {
            errors.Add(extension.Reference.Position, Text(
                extension.Reference,
                $"reading the inputs of the steps, with code of the extensions, has not ended within {code.Bound}"));
        }

        errors.ThrowIfAny();
        return result;
    }

    /// <summary>Checks that each step of an extension can be given what its constructor asks for.</summary>
    /// <param name="offered">Knows what a run offers; a service provider gives one.</param>
    /// <exception cref="ConfigurationException">Something is not offered; tells all.</exception>
    public void DemandServices(IServiceProviderIsService offered)
    {
        if (extensions.Count == 0 || !DynamicCode.IsSupported)
            return;
        var errors = new ConfigurationErrors(file);
        foreach (var extension in extensions)
        {
            foreach (var lack in extension.Lacks(offered))
                errors.Add(extension.Reference.Position, Text(extension.Reference, lack));
        }

        errors.ThrowIfAny();
    }

    [RequiresUnreferencedCode(LoadedExtension.IsUnknown)]
    private static ExtensionSet LoadAll(
        StepCatalogue builtIn, IReadOnlyList<ExtensionReference> references, string file, ForeignCode code)
    {
        var errors = new ConfigurationErrors(file);
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var known = builtIn.Definitions.ToDictionary(step => step.Name, StringComparer.Ordinal);
        var loaded = new List<LoadedExtension>();
        foreach (var reference in references)
        {
            try
            {
                var extension = LoadedExtension.Load(reference, folder, code);
                foreach (var step in extension.Steps)
                    Add(known, step);
                loaded.Add(extension);
            }
            catch (ExtensionException exception)
            {
                errors.Add(reference.Position, Text(reference, exception.Message));
            }
        }

        errors.ThrowIfAny();
        return new(
            file, new([.. builtIn.Definitions, .. loaded.SelectMany(extension => extension.Steps)]), loaded, code);
    }

    private static void Add(Dictionary<string, StepDefinition> known, StepDefinition step)
    {
        if (!known.TryAdd(step.Name, step))
            throw new ExtensionException(
                $"its step {step.StepType.FullName} is named '{step.Name}', "
                + $"as is a step of {known[step.Name].Origin}; rename it");
    }

    private static string Text(ExtensionReference reference, string message) =>
        $"extension '{reference.Path}': {message}";
}
