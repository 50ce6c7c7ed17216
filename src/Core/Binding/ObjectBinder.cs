using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Binding;

/// <summary>Binds a map to the properties of a new object and checks it.</summary>
internal sealed class ObjectBinder
{
    private readonly ConfigurationErrors errors;
    private readonly ValueBinder values;
    private readonly ConstraintChecker constraints;
    private readonly Dictionary<Type, InputShape> shapes = [];
    private readonly Dictionary<Type, bool> demanding = [];
    private readonly List<NamedSecret> secrets = [];
    private readonly List<Func<IEnumerable<string>>> checks = [];

    public ObjectBinder(ConfigurationErrors errors) =>
        (this.errors, values, constraints) = (errors, new(this, errors, secrets), new(errors));

    /// <summary>The secrets that what was bound since the last call only names; null: none.</summary>
    public SecretInputs? TakeSecrets()
    {
        List<Func<IEnumerable<string>>> rules = [.. checks];
        var taken = secrets.Count == 0 ? null : new SecretInputs([.. secrets], () => rules.SelectMany(rule => rule()));
        secrets.Clear();
        checks.Clear();
        return taken;
    }

    /// <returns>The object, or null when errors were noted.</returns>
    public object? Bind(InputShape shape, YamlNode node, string name)
    {
        if (MapOf(shape, node) is { } map)
            return Bind(shape, map, name, isWhole: node is ListNode);
        errors.Add(node.Position, $"{name}: expected a map of keys, found {Wording.Kind(node)}");
        return null;
    }

    public InputShape ShapeOf([DynamicallyAccessedMembers(StepDefinition.InputMembers)] Type type)
    {
        if (!shapes.TryGetValue(type, out var shape))
            shapes.Add(type, shape = new(type));
        return shape;
    }

    public InputShape ShapeOf(Type type, HoldsAttribute? holds)
    {
        if (!shapes.TryGetValue(type, out var shape))
            shapes.Add(type, shape = InputShape.Of(type, holds));
        return shape;
    }

    /// <summary>Asked for every entry without inputs, so without the rest of what a shape reads.</summary>
    public bool Demands([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] Type type)
    {
        if (!demanding.TryGetValue(type, out var demands))
            demanding.Add(type, demands = type != typeof(NoInputs) && IsDemanding(type));
        return demands;
    }

    /// <param name="isWhole">Whether a list stands in the document, which <see cref="MapOf"/> made this map of.</param>
    private object? Bind(InputShape shape, MapNode map, string name, bool isWhole)
    {
        if (ItemWithoutItsList(shape, map) is { } key)
        {
            errors.Add(map.Position, $"{name} takes a list: put '- ' before {Wording.Short(key)}");
            return null;
        }

        var (before, secretsBefore) = (errors.Count, secrets.Count);
        var bound = shape.New();
        var wrong = new HashSet<string>();
        foreach (var entry in map.Entries)
        {
            if (!shape.TryFind(entry.Key, out var property))
                errors.Add(entry.Position, Wording.UnknownKey(name, entry.Key, shape.Keys, shape.MayBeSecretKey(entry.Key)));
            else if (!Set(bound, property, isWhole ? name : property.Key, entry, shape.MayBeSecret))
                wrong.Add(property.Name);
        }

        foreach (var property in shape.Properties)
        {
            if (property.IsRequired && !map.TryGet(property.Key, out _))
            {
                errors.Add(map.Position, Wording.MissingKey(name, property.Key));
                wrong.Add(property.Name);
            }
        }

        if (bound is IValidatableObject validatable && !shape.Properties.Any(key => key.IsRequired && wrong.Contains(key.Name)))
            CheckAcrossKeys(validatable, shape, map, name, wrong);
        if (secrets.Count > secretsBefore)
            checks.Add(() => ProblemsOf(bound, shape, name));
        return errors.Count == before ? bound : null;
    }

    /// <summary>The node as a map for the type; a list counts where a property lets it stand for the whole.</summary>
    private static MapNode? MapOf(InputShape shape, YamlNode node)
    {
        if (node is not ListNode)
            return node as MapNode;
        var whole = shape.Properties.FirstOrDefault(property => property.IsWhole);
        return whole is null ? null : new MapNode([new(whole.Key, node.Position, node)], node.Position);
    }

    /// <returns>The first key of what seems to be an item of the list that the shape takes; null: it is none.</returns>
    private string? ItemWithoutItsList(InputShape shape, MapNode map) =>
        shape.Properties.FirstOrDefault(property => property.IsWhole) is { } whole
        && InputType.IsList(whole.Type, out var item) && map.Entries.Count > 0
        && map.Entries.All(entry => !shape.TryFind(entry.Key, out _) && ShapeOf(item).TryFind(entry.Key, out _))
            ? map.Entries.First().Key
            : null;

    /// <returns>Whether the value is right; else that was noted.</returns>
    private bool Set(object bound, InputProperty property, string name, MapEntry entry, Func<string, bool> conceals)
    {
        if (entry.Value is ScalarNode { IsNull: true } && !InputType.IsRaw(property.Type) && property.MayBeNull)
        {
            property.Write(bound, null);
            return true;
        }

        if (entry.Value is ScalarNode { IsNull: true } && InputType.IsList(property.Type, out _) && !property.IsRequired)
        {
            // In YAML a list whose items are all comments is no list.
            errors.Warn(entry.Position, $"{name}: nothing stands here, so it counts as not given");
            return true;
        }

        var node = property.MayBeSingle && entry.Value is ScalarNode { IsNull: false }
            ? new ListNode([entry.Value], entry.Value.Position)
            : entry.Value;
        var before = errors.Count;
        if (values.TryBind(property.Type, property.Holds, node, name, property.Read(bound), out var value, conceals)
            && errors.Count == before && constraints.Check(property, name, node, value!, conceals))
            Write(bound, property, node, value, conceals);
        return errors.Count == before;
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
            var text = node is ScalarNode scalar ? scalar.Text : "";
            var reason = conceals(text) ? "the value is not valid" : refusal.InnerException.Message;
            errors.Add(node.Position, $"{property.Key}: {reason}");
        }
    }

    /// <summary>A rule counts unless it names a key that is wrong already; one that names none counts when nothing is.</summary>
    private void CheckAcrossKeys(IValidatableObject bound, InputShape shape, MapNode map, string name, HashSet<string> wrong)
    {
        foreach (var result in Validate(bound, name))
        {
            if (result != ValidationResult.Success && !result.MemberNames.Any(wrong.Contains)
                && (wrong.Count == 0 || result.MemberNames.Any()))
                errors.Add(PositionOf(result, shape, map), $"{name}: {result.ErrorMessage}");
        }
    }

    /// <summary>What the rules find. One that asks for a secret that is not fetched yet waits, with those behind it.</summary>
    private static List<ValidationResult> Validate(IValidatableObject bound, string name)
    {
        List<ValidationResult> results = [];
        var context = new ValidationContext(bound, name, serviceProvider: null, items: null);
        if (StepGuard.Try(() => results.AddRange(bound.Validate(context))) is { } problem and not SecretNotFetchedException)
            results.Add(new($"its rules cannot be checked ({problem.GetType().Name})")); // its message may repeat a value
        return results;
    }

    /// <summary>What is wrong once the secrets are known.</summary>
    private static IEnumerable<string> ProblemsOf(object bound, InputShape shape, string name)
    {
        foreach (var property in shape.Properties)
        {
            if (property.Read(bound) is not SecretText secret)
                continue;
            foreach (var rule in property.Constraints)
            {
                if (Constraint.Violation(rule, property.Key, secret) is { } demand)
                    yield return $"{property.Key}: {demand}";
            }
        }

        foreach (var result in bound is IValidatableObject validatable ? Validate(validatable, name) : [])
        {
            if (result != ValidationResult.Success)
                yield return $"{name}: {result.ErrorMessage}";
        }
    }

    /// <summary>The first key that the rule names and the document holds, else the map.</summary>
    private static SourcePosition PositionOf(ValidationResult result, InputShape shape, MapNode map)
    {
        foreach (var member in result.MemberNames)
        {
            if (shape.Properties.FirstOrDefault(property => property.Name == member) is { } property
                && map.TryGet(property.Key, out var entry))
                return entry.Position;
        }

        return map.Position;
    }

    private static bool IsDemanding([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] Type type)
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
}
