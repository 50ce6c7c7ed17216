using Microsoft.Extensions.DependencyInjection;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Extensions;
using OpenLaunch.Steps;

namespace OpenLaunch.Runner.Composition;

/// <summary>The steps that are compiled into this program: openlaunch's, and an own agent's further ones.</summary>
internal sealed class CompiledSteps
{
    private readonly IStepModule? module;

    private CompiledSteps(StepCatalogue catalogue, IStepModule? module) => (Catalogue, this.module) = (catalogue, module);

    /// <summary>Those of openlaunch.</summary>
    public static CompiledSteps BuiltIn { get; } = new(BuiltInSteps.Catalogue, null);

    public StepCatalogue Catalogue { get; }

    /// <summary>Whether there are further ones, which the host of custom steps does not have.</summary>
    public bool HasFurther => this != BuiltIn;

    /// <summary>The built-in steps and further ones.</summary>
    /// <exception cref="ArgumentException">A name is taken, or is none.</exception>
    public static CompiledSteps With(IReadOnlyList<StepDefinition> further, IStepModule? module) =>
        further.Count == 0 && module is null ? BuiltIn : new(
            new([.. BuiltInSteps.Catalogue.Definitions, .. further.Select(step => step.OfItsAssembly())]), module);

    /// <summary>Registers what the further steps share. Call it before the ports are registered: the last wins.</summary>
    public void AddServices(IServiceCollection services) => module?.Configure(services);
}
