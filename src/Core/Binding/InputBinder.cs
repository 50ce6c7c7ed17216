using System.Diagnostics.CodeAnalysis;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Binding;

/// <summary>
/// Makes objects from YAML maps: each public property that can be set or initialised is a key, its name in camel case.
/// </summary>
/// <remarks>
/// <para>
/// Types: string, bool (<c>true</c> or <c>false</c>), int, long, double, <see cref="TimeSpan"/> as <see cref="DurationText"/>,
/// <see cref="DateOnly"/> as 2030-10-01, enumerations, <see cref="Engine.SecretText"/>, lists, dictionaries with string keys,
/// classes with a constructor without parameters, <see cref="YamlNode"/> for "as it stands", and the nullable forms of all. Text
/// that looks like a number stays as written; a quoted text is no number. A list is written as a list, unless the property has
/// <see cref="OneOrManyAttribute"/>.
/// </para>
/// <para>
/// Checked: unknown and missing keys (<c>required</c> or <c>[Required]</c>), the DataAnnotations attributes on keys that are
/// given (on a list, those about a text or number hold for each item), and
/// <see cref="System.ComponentModel.DataAnnotations.IValidatableObject"/> for rules across keys.
/// All errors are noted, none repeats a value of a <see cref="Engine.SecretText"/>.
/// </para>
/// </remarks>
/// <param name="errors">Takes what is wrong with the document.</param>
public sealed class InputBinder(ConfigurationErrors errors)
{
    private readonly ObjectBinder objects = new(errors);

    /// <summary>The secrets that the object bound last only names; null: none.</summary>
    internal SecretInputs? Secrets { get; private set; }

    /// <summary>Binds a whole document.</summary>
    /// <typeparam name="T">What the document describes.</typeparam>
    /// <param name="document">The document; its root must be a map.</param>
    /// <exception cref="ConfigurationException">Anything is wrong with it; tells all.</exception>
    public static T Read<[DynamicallyAccessedMembers(StepDefinition.InputMembers)] T>(YamlDocument document)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(document);
        var errors = new ConfigurationErrors(document.File);
        var bound = new InputBinder(errors).Bind(typeof(T), document.Root, "the document");
        errors.ThrowIfAny();
        return (T)bound!;
    }

    /// <summary>Binds a map to a new object.</summary>
    /// <param name="type">The class of the object.</param>
    /// <param name="node">The map; any other node is an error.</param>
    /// <param name="name">What the node is called in errors, e.g. its key.</param>
    /// <returns>The object, or null when errors were noted.</returns>
    public object? Bind(
        [DynamicallyAccessedMembers(StepDefinition.InputMembers)] Type type, YamlNode node, string name)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(node);
        var bound = objects.Bind(objects.ShapeOf(type), node, name);
        Secrets = objects.TakeSecrets();
        return bound;
    }

    /// <summary>Whether an entry without inputs must be checked too, because some are required or belong together.</summary>
    internal bool Demands([DynamicallyAccessedMembers(StepDefinition.InputMembers)] Type type) => objects.Demands(type);
}
