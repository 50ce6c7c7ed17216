using System.ComponentModel.DataAnnotations;
using System.Reflection;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Binding;

/// <summary>Binds a map to the properties of a new object and checks it.</summary>
internal sealed class ObjectBinder(ValueBinder values, ConfigurationErrors errors)
{
    private readonly Dictionary<Type, InputShape> shapes = [];
    private readonly Dictionary<Type, bool> demanding = [];
    private readonly ConstraintChecker constraints = new(errors);

    public object? Bind(Type type, MapNode map, string name)
    {
        var shape = ShapeOf(type);
        var before = errors.Count;
        var bound = Activator.CreateInstance(type)!;
        foreach (var entry in map.Entries)
        {
            if (shape.TryFind(entry.Key, out var property))
                Set(bound, property, entry, shape.MayBeSecret);
            else
                errors.Add(entry.Position, Wording.UnknownKey(name, entry.Key, shape.Keys, shape.MayBeSecretKey(entry.Key)));
        }

        foreach (var property in shape.Properties)
        {
            if (property.IsRequired && !map.TryGet(property.Key, out _))
                errors.Add(map.Position, Wording.MissingKey(name, property.Key));
        }

        if (errors.Count == before && bound is IValidatableObject validatable)
            CheckAcrossKeys(validatable, shape, map, name);
        return errors.Count == before ? bound : null;
    }

    /// <summary>Asked for every entry without inputs, so without the rest of what a shape reads.</summary>
    public bool Demands(Type type)
    {
        if (!demanding.TryGetValue(type, out var demands))
            demanding.Add(type, demands = type != typeof(NoInputs) && IsDemanding(type));
        return demands;
    }

    /// <summary>The node as a map for the type; a list counts where a property lets it stand for the whole.</summary>
    public MapNode? MapOf(Type type, YamlNode node)
    {
        if (node is not ListNode)
            return node as MapNode;
        var whole = ShapeOf(type).Properties.FirstOrDefault(property => property.IsWhole);
        return whole is null ? null : new MapNode([new(whole.Key, node.Position, node)], node.Position);
    }

    private void Set(object bound, InputProperty property, MapEntry entry, Func<string, bool> conceals)
    {
        if (entry.Value is ScalarNode { IsNull: true } && !InputType.IsRaw(property.Type) && property.MayBeNull)
        {
            property.Write(bound, null);
            return;
        }

        var node = property.MayBeSingle && entry.Value is ScalarNode { IsNull: false }
            ? new ListNode([entry.Value], entry.Value.Position)
            : entry.Value;
        var before = errors.Count;
        if (values.TryBind(property.Type, node, property.Key, property.Read(bound), out var value, conceals)
            && errors.Count == before && constraints.Check(property, node, value!, conceals))
            Write(bound, property, node, value, conceals);
    }

    /// <summary>A setter may refuse a value; its message may repeat the value, so it is told where no secret may be.</summary>
    private void Write(object bound, InputProperty property, YamlNode node, object? value, Func<string, bool> conceals)
    {
        try
        {
            property.Write(bound, value);
        }
        catch (TargetInvocationException refusal) when (refusal.InnerException is ArgumentException or FormatException)
        {
            var reason = conceals(node is ScalarNode scalar ? scalar.Text : "") ? "the value is not valid" : refusal.InnerException.Message;
            errors.Add(node.Position, $"{property.Key}: {reason}");
        }
    }

    private void CheckAcrossKeys(IValidatableObject bound, InputShape shape, MapNode map, string name)
    {
        foreach (var result in bound.Validate(new ValidationContext(bound)))
        {
            if (result != ValidationResult.Success)
                errors.Add(PositionOf(result, shape, map), $"{name}: {result.ErrorMessage}");
        }
    }

    /// <summary>The key that the rule names when the document holds it, else the map.</summary>
    private static SourcePosition PositionOf(ValidationResult result, InputShape shape, MapNode map)
    {
        foreach (var property in shape.Properties)
        {
            if (result.MemberNames.Contains(property.Name) && map.TryGet(property.Key, out var entry))
                return entry.Position;
        }

        return map.Position;
    }

    private static bool IsDemanding(Type type)
    {
        if (typeof(IValidatableObject).IsAssignableFrom(type))
            return true;
        foreach (var property in type.GetProperties())
        {
            if (property.IsDefined(typeof(RequiredAttribute), inherit: false))
                return true;
        }

        return false;
    }

    private InputShape ShapeOf(Type type)
    {
        if (!shapes.TryGetValue(type, out var shape))
            shapes.Add(type, shape = new(type));
        return shape;
    }
}
