using System.Collections;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Binding;

/// <summary>Binds one node to one type, whatever the type.</summary>
internal sealed class ValueBinder
{
    private readonly ConfigurationErrors errors;
    private readonly ObjectBinder objects;

    public ValueBinder(ConfigurationErrors errors)
    {
        this.errors = errors;
        objects = new(this, errors);
    }

    /// <param name="template">The property's default: a dictionary takes over its comparer.</param>
    /// <param name="value">The value, when there is one.</param>
    /// <param name="conceals">Whether no error repeats a text: a secret stands beside it, or may stand in its place.</param>
    /// <returns>Whether there is one; else errors were noted.</returns>
    public bool TryBind(
        Type type, YamlNode node, string name, object? template, out object? value, Func<string, bool>? conceals = null)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (InputType.IsRaw(type) && type.IsInstanceOfType(node))
            value = node;
        else if (InputType.IsScalar(type))
            value = Scalar(type, node, name, conceals);
        else if (InputType.IsDictionary(type, out var element))
            value = Dictionary(element, node, name, template);
        else if (InputType.IsList(type, out var item))
            value = List(type, item, node, name, conceals);
        else if (!InputType.IsRaw(type) && objects.MapOf(type, node) is { } map)
            value = objects.Bind(type, map, name, isWhole: node is ListNode);
        else
            value = NotA("a map of keys", node, name);
        return value is not null;
    }

    /// <summary>Whether an object of the type needs a check even when its map is empty.</summary>
    public bool Demands(Type type) => objects.Demands(type);

    private object? Scalar(Type type, YamlNode node, string name, Func<string, bool>? conceals)
    {
        if (type == typeof(SecretText) && SecretReference.TryRefuse(node, name, errors))
            return null;
        if (node is not ScalarNode { IsNull: false } scalar)
            return NotA(type == typeof(string) || type == typeof(SecretText) ? "a text" : "a value", node, name);
        if (ScalarBinder.Convert(type, scalar, out var value) is { } expected)
        {
            var found = conceals?.Invoke(scalar.Text) == true ? Wording.Kind(node) : Wording.Found(node);
            errors.Add(node.Position, $"{name}: expected {expected}, found {found}");
        }

        return value;
    }

    private IList? List(Type type, Type itemType, YamlNode node, string name, Func<string, bool>? conceals)
    {
        if (node is not ListNode list)
            return (IList?)NotA("a list", node, name);
        var items = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(itemType))!;
        for (var index = 0; index < list.Items.Count; index++)
        {
            if (TryBind(itemType, list.Items[index], $"{name}[{index}]", template: null, out var item, conceals))
                items.Add(item);
        }

        if (!type.IsArray)
            return items;
        var array = Array.CreateInstance(itemType, items.Count);
        items.CopyTo(array, 0);
        return array;
    }

    private IDictionary? Dictionary(Type valueType, YamlNode node, string name, object? template)
    {
        if (node is not MapNode map)
            return (IDictionary?)NotA("a map of keys", node, name);
        var type = typeof(Dictionary<,>).MakeGenericType(typeof(string), valueType);
        var comparer = type.IsInstanceOfType(template)
            ? type.GetProperty("Comparer")!.GetValue(template)
            : StringComparer.Ordinal;
        var entries = (IDictionary)Activator.CreateInstance(type, comparer)!;
        foreach (var entry in map.Entries)
        {
            if (entries.Contains(entry.Key))
                errors.Add(entry.Position, $"{name}: {Wording.Quote(entry.Key)} stands here twice; its case does not count");
            else if (TryBind(valueType, entry.Value, $"{name}.{Wording.Short(entry.Key)}", template: null, out var value))
                entries.Add(entry.Key, value);
        }

        return entries;
    }

    private object? NotA(string expected, YamlNode node, string name)
    {
        errors.Add(node.Position, $"{name}: expected {expected}, found {Wording.Kind(node)}");
        return null;
    }
}
