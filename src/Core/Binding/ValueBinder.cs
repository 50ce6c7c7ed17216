using System.Collections;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Binding;

/// <summary>Binds one node to one type, whatever the type.</summary>
internal sealed class ValueBinder(ObjectBinder objects, ConfigurationErrors errors, List<NamedSecret> secrets)
{
    /// <param name="holds">Names what is nested in it, or null.</param>
    /// <param name="template">The property's default: a dictionary takes over its comparer, an empty list is filled.</param>
    /// <param name="value">The value, when there is one.</param>
    /// <param name="conceals">Whether no error repeats a text: a secret stands beside it, or may stand in its place.</param>
    /// <returns>Whether there is one; else errors were noted.</returns>
    public bool TryBind(
        Type type, HoldsAttribute? holds, YamlNode node, string name, object? template, out object? value,
        Func<string, bool>? conceals = null)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (InputType.IsRaw(type) && type.IsInstanceOfType(node))
            value = node;
        else if (InputType.IsScalar(type))
            value = Scalar(type, holds, node, name, conceals);
        else if (InputType.IsDictionary(type, out var element))
            value = Dictionary(element, holds, node, name, template);
        else if (InputType.IsList(type, out var item))
            value = List(type, item, holds, node, name, template, conceals);
        else if (InputType.IsRaw(type))
            value = NotA("a map of keys", node, name);
        else
            value = objects.Bind(objects.ShapeOf(type, holds), node, name);
        return value is not null;
    }

    /// <summary>What is said of a secret that stands in the document itself.</summary>
    internal const string InClear = "a secret in clear, for everybody who reads this file. Better is to name one: "
        + "{ fromSsmParameter: NAME } or { fromSecretsManager: NAME }";

    private object? Scalar(Type type, HoldsAttribute? holds, YamlNode node, string name, Func<string, bool>? conceals)
    {
        if (type == typeof(SecretText) && node is MapNode map && SecretReferenceReader.IsMeant(map))
            return Named(map, name);
        if (node is not ScalarNode { IsNull: false } scalar)
            return NotA(type == typeof(string) || type == typeof(SecretText) ? "a text" : "a value", node, name);
        if (type == typeof(SecretText) && IsInClear(scalar.Text))
            errors.Warn(node.Position, $"{name}: {InClear}");
        if (ScalarBinder.Convert(type, holds, scalar, out var value) is { } expected)
        {
            var found = conceals?.Invoke(scalar.Text) == true ? Wording.Kind(node) + LookalikeCharacter.Cause(scalar.Text)
                : Wording.Found(node);
            errors.Add(node.Position, $"{name}: expected {expected}, found {found}");
        }

        return value;
    }

    /// <summary>"" stands for none, and an address is secret by its query alone.</summary>
    private static bool IsInClear(string text) => text.Length > 0 && !text.Contains("://", StringComparison.Ordinal);

    private SecretText? Named(MapNode map, string name)
    {
        if (SecretReferenceReader.Read(map, name, errors) is not { } reference)
            return null;
        var text = new SecretText(reference);
        secrets.Add(new(name, text));
        return text;
    }

    private IList? List(
        Type type, Type itemType, HoldsAttribute? holds, YamlNode node, string name, object? template,
        Func<string, bool>? conceals)
    {
        if (node is not ListNode list)
            return (IList?)NotA("a list", node, name);
        // The empty list that its owner was made with is taken where there is one: making a type at run time is slow.
        var items = template is IList { IsFixedSize: false, IsReadOnly: false, Count: 0 } own && own.GetType() == type
            ? own
            : InputCollections.Of(itemType).NewList();
        for (var index = 0; index < list.Items.Count; index++)
        {
            if (TryBind(itemType, holds, list.Items[index], $"{name}[{index}]", template: null, out var item, conceals))
                items.Add(item);
        }

        if (!type.IsArray)
            return items;
        var array = Array.CreateInstanceFromArrayType(type, items.Count);
        items.CopyTo(array, 0);
        return array;
    }

    private IDictionary? Dictionary(Type valueType, HoldsAttribute? holds, YamlNode node, string name, object? template)
    {
        if (node is not MapNode map)
            return (IDictionary?)NotA("a map of keys", node, name);
        var entries = InputCollections.Of(valueType).NewMap(template);
        foreach (var entry in map.Entries)
        {
            if (entries.Contains(entry.Key))
                errors.Add(entry.Position, $"{name}: {Wording.Quote(entry.Key)} stands here twice; its case does not count");
            else if (TryBind(valueType, holds, entry.Value, $"{name}.{Wording.Short(entry.Key)}", template: null, out var value))
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
