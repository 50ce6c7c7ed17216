using OpenLaunch.Core.Engine;

namespace OpenLaunch.Runner.Composition;

/// <summary>The catalogue for verbs that look at steps and not at a plan.</summary>
internal static class ExtensionSource
{
    /// <summary>The compiled steps, and those of a configuration's extensions when one is named or installed.</summary>
    /// <param name="file">The configuration file that was named, or null.</param>
    public static StepCatalogue Catalogue(CompiledSteps compiled, string? file)
    {
        if (file is not null && !File.Exists(file))
            throw new UsageException($"There is no file '{file}'.");
        try
        {
            return ConfigurationSource.Open(file, StateFolders.Resolve(null, isSimulated: false), compiled).Catalogue;
        }
        catch (UnauthorizedAccessException e) when (file is null)
        {
            Console.Error.WriteLine($"Without the configuration's extensions, which only administrators can read: {e.Message}");
            return compiled.Catalogue;
        }
    }
}
