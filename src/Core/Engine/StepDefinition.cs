using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace OpenLaunch.Core.Engine;

/// <summary>One row of the catalogue: a step class, its inputs, and how to make it.</summary>
public sealed class StepDefinition
{
    /// <summary>The <see cref="Origin"/> of the steps that come with OpenLaunch.</summary>
    public const string BuiltIn = "built-in";

    /// <summary>What is read of the class of a step's inputs.</summary>
    internal const DynamicallyAccessedMemberTypes InputMembers = DynamicallyAccessedMemberTypes.PublicProperties
        | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor | DynamicallyAccessedMemberTypes.PublicFields;

    internal const string NameRule = "a name is letters and digits, a small letter first";

    private StepDefinition(
        StepAttribute attribute, Type stepType, Func<object> createInputs, Func<IServiceProvider, IStep> create)
    {
        (Name, Description, Frequency) = (attribute.Name, attribute.Description, attribute.Frequency);
        (StepType, CreateInputs, Create) = (stepType, createInputs, create);
    }

    /// <summary>The catalogue name.</summary>
    public string Name { get; }

    /// <summary>What the step does, in one line.</summary>
    public string Description { get; }

    /// <summary>The step's own frequency; a plan entry may override it.</summary>
    public StepFrequency Frequency { get; }

    /// <summary>Where the step comes from: <see cref="BuiltIn"/>, or the assembly's name and version.</summary>
    public string Origin { get; private set; } = BuiltIn;

    /// <summary>The step class.</summary>
    public Type StepType { get; }

    /// <summary>The record that the inputs are bound to.</summary>
    [DynamicallyAccessedMembers(InputMembers)]
    public required Type InputsType { get; init; }

    /// <summary>Makes the inputs of an entry that states none: all defaults, without a look at the type.</summary>
    public Func<object> CreateInputs { get; }

    /// <summary>Makes the step from the services of a run. Called when the step first runs, not before.</summary>
    public Func<IServiceProvider, IStep> Create { get; }

    /// <summary>Describes a step class.</summary>
    /// <typeparam name="TStep">The class, marked with <see cref="StepAttribute"/>.</typeparam>
    /// <typeparam name="TInputs">Its inputs.</typeparam>
    /// <param name="create">Makes the step; takes its ports from the services.</param>
    /// <exception cref="ArgumentException">The class has no <see cref="StepAttribute"/>.</exception>
    public static StepDefinition For<TStep, [DynamicallyAccessedMembers(InputMembers)] TInputs>(
        Func<IServiceProvider, TStep> create)
        where TStep : Step<TInputs>
        where TInputs : class, new() =>
        new(
            typeof(TStep).GetCustomAttribute<StepAttribute>()
                ?? throw new ArgumentException($"{typeof(TStep)} has no [Step] attribute, so it has no name."),
            typeof(TStep), static () => new TInputs(), create)
        {
            InputsType = typeof(TInputs),
        };

    /// <summary>The same step, which comes from the assembly of its class.</summary>
    /// <exception cref="ArgumentException">Its name cannot stand in a plan.</exception>
    internal StepDefinition OfItsAssembly()
    {
        if (!IsName(Name))
            throw new ArgumentException($"{StepType} is named '{Name}'; {NameRule}.");
        var same = (StepDefinition)MemberwiseClone();
        same.Origin = OriginOf(StepType.Assembly.GetName());
        return same;
    }

    internal static bool IsName(string name) =>
        name.Length > 0 && char.IsAsciiLetterLower(name[0]) && name.All(char.IsAsciiLetterOrDigit);

    internal static string OriginOf(AssemblyName name) => $"{name.Name} {name.Version?.ToString(3)}";

    /// <summary>Describes a step class of an extension, whose types are known only at run time.</summary>
    internal static StepDefinition Of(
        StepAttribute attribute, Type stepType, [DynamicallyAccessedMembers(InputMembers)] Type inputsType,
        Func<IServiceProvider, IStep> create, string origin) =>
        new(attribute, stepType, () => Activator.CreateInstance(inputsType)!, create)
        {
            InputsType = inputsType,
            Origin = origin,
        };
}
