using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Extensions;

/// <summary>Finds the steps and modules of an assembly, and says of each what keeps it from being one.</summary>
[RequiresUnreferencedCode(LoadedExtension.IsUnknown)]
internal static class ExtensionTypes
{
    /// <summary>All types of the assembly.</summary>
    /// <exception cref="ExtensionException">One needs what is not there.</exception>
    public static Type[] Of(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            throw new ExtensionException(
                $"its types cannot be loaded: {exception.LoaderExceptions.FirstOrDefault()?.Message ?? exception.Message}");
        }
    }

    /// <summary>Describes the steps among the types, in order of their names.</summary>
    /// <exception cref="ExtensionException">A type that is marked cannot be a step, or there is none.</exception>
    public static IReadOnlyList<StepDefinition> Steps(Type[] types, ForeignCode code)
    {
        var steps = new List<StepDefinition>();
        foreach (var type in types)
        {
            if (type.GetCustomAttribute<StepAttribute>() is { } attribute)
                steps.Add(Describe(type, attribute, code));
        }

        return steps.Count > 0
            ? [.. steps.OrderBy(step => step.Name, StringComparer.Ordinal)]
            : throw new ExtensionException("it holds no step: no public class has the [Step] attribute");
    }

    /// <summary>Adds what the modules among the types register.</summary>
    /// <exception cref="ExtensionException">A module cannot be made, or throws.</exception>
    public static void AddModules(Type[] types, IServiceCollection services, ForeignCode code)
    {
        foreach (var type in types)
        {
            if (!type.IsAssignableTo(typeof(IStepModule)) || type.IsAbstract)
                continue;
            if (!type.IsVisible || type.GetConstructor([]) is null)
                throw new ExtensionException(
                    $"the module {type.FullName} must be public and have a public constructor without parameters");
            var module = code.Attempt(
                $"the constructor of the module {type.FullName}", () => (IStepModule)Activator.CreateInstance(type)!);
            code.Attempt($"{type.FullName}.Configure", () =>
            {
                module.Configure(services);
                return services;
            });
        }
    }

    /// <summary>Describes a step class by itself, outside of an extension.</summary>
    /// <exception cref="ArgumentException">The class cannot be a step; says why.</exception>
    public static StepDefinition Describe<TStep>()
        where TStep : IStep
    {
        try
        {
            return Describe(
                typeof(TStep),
                typeof(TStep).GetCustomAttribute<StepAttribute>()
                    ?? throw new ArgumentException($"{typeof(TStep)} has no [Step] attribute, so it has no name."),
                ForeignCode.Bounded);
        }
        catch (ExtensionException exception)
        {
            throw new ArgumentException(exception.Message, exception);
        }
    }

    /// <exception cref="ExtensionException">It cannot be a step.</exception>
    public static StepDefinition Describe(Type type, StepAttribute attribute, ForeignCode code)
    {
        var inputs = InputsOf(type);
        var objection = !type.IsVisible ? "is not public"
            : type.IsAbstract ? "is abstract"
            : type.ContainsGenericParameters ? "is generic"
            : inputs is null ? "does not derive from Step<TInputs>"
            : type.GetConstructors().Length != 1 ? "must have exactly one public constructor"
            : !StepDefinition.IsName(attribute.Name) ? $"is named '{attribute.Name}'; {StepDefinition.NameRule}"
            : null;
        if (objection is not null)
            throw new ExtensionException($"{type.FullName} is marked with [Step] and cannot be a step: it {objection}");
        code.Attempt(
            $"the inputs {inputs!.FullName} of {attribute.Name}",
            () => (new InputShape(inputs), Activator.CreateInstance(inputs)));
        return StepDefinition.Of(
            attribute, type, inputs, services => (IStep)ActivatorUtilities.CreateInstance(services, type),
            StepDefinition.OriginOf(type.Assembly.GetName()));
    }

    private static Type? InputsOf(Type type)
    {
        for (var candidate = type.BaseType; candidate is not null; candidate = candidate.BaseType)
        {
            if (candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(Step<>))
                return candidate.GenericTypeArguments[0];
        }

        return null;
    }
}
