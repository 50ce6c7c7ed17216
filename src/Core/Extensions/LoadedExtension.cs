using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Extensions;

/// <summary>One assembly that was loaded.</summary>
internal sealed record LoadedExtension(
    ExtensionReference Reference, IReadOnlyList<StepDefinition> Steps, IServiceCollection Services)
{
    /// <summary>Why a native program has no extensions.</summary>
    public const string IsUnknown = "An extension and its types are not known before the program runs.";

    /// <exception cref="ExtensionException">It cannot be used.</exception>
    [RequiresUnreferencedCode(IsUnknown)]
    public static LoadedExtension Load(ExtensionReference reference, string folder, ForeignCode code)
    {
        var assembly = ExtensionFile.Load(reference, folder);
        ExtensionReferences.Check(assembly);
        var types = ExtensionTypes.Of(assembly);
        var steps = ExtensionTypes.Steps(types, code);
        var services = new ServiceCollection();
        ExtensionTypes.AddModules(types, services, code);
        return new(reference, steps, services);
    }

    /// <summary>What the steps ask for in their constructors and nobody offers.</summary>
    [RequiresUnreferencedCode(IsUnknown)]
    public IEnumerable<string> Lacks(IServiceProviderIsService offered)
    {
        foreach (var step in Steps)
        {
            foreach (var parameter in step.StepType.GetConstructors()[0].GetParameters())
            {
                if (!parameter.HasDefaultValue && !offered.IsService(parameter.ParameterType))
                    yield return $"the step {step.Name} asks for {parameter.ParameterType.FullName} in its constructor, "
                        + "which is no port of OpenLaunch and which no IStepModule of the assembly registers";
            }
        }
    }
}
