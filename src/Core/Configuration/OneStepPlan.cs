using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Configuration;

/// <summary>The plan of one step that no document holds; its inputs are bound and checked like any others.</summary>
public static class OneStepPlan
{
    /// <summary>Makes the plan.</summary>
    /// <param name="step">The step's name.</param>
    /// <param name="inputs">What a plan would have below <c>inputs:</c>; null for the defaults.</param>
    /// <param name="file">What stands for the document's name in errors.</param>
    /// <exception cref="ConfigurationException">There is no such step, or its inputs are not valid; tells all.</exception>
    public static Plan Read(StepCatalogue catalogue, string step, YamlNode? inputs, string file)
    {
        var start = new SourcePosition(1, 1);
        List<MapEntry> keys = [new("step", start, new ScalarNode(step, isQuoted: true, start))];
        if (inputs is not null)
            keys.Add(new("inputs", start, inputs));
        var errors = new ConfigurationErrors(file);
        var entry = new EntryReader(catalogue, new EntryDefaults(), errors).Read(new MapNode(keys, start));
        errors.ThrowIfAny();
        return Plan.Of([entry!]);
    }

    /// <summary>Makes a map of inputs out of their paths.</summary>
    /// <param name="inputs">Each as <c>key=value</c> or <c>key.key=value</c>; the value is YAML.</param>
    /// <param name="file">What stands for the document's name in errors.</param>
    /// <exception cref="FormatException">An input has no key, or a key is given twice or is both a value and a map.</exception>
    /// <exception cref="ConfigurationException">A value is no YAML.</exception>
    public static YamlNode? MapOf(IReadOnlyList<string> inputs, string file)
    {
        var root = new OrderedDictionary<string, object>();
        foreach (var input in inputs)
        {
            var equals = input.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
                throw new FormatException("without '=': expected key=value.");
            var text = input[(equals + 1)..];
            Add(root, input[..equals].Split('.'), ValueOf(text, file), input[..equals]);
        }

        return root.Count == 0 ? null : NodeOf(root);
    }

    private static YamlNode ValueOf(string text, string file) => string.IsNullOrWhiteSpace(text)
        ? new ScalarNode("", isQuoted: false, new(1, 1))
        : YamlDocumentReader.Read(text, file).Root;

    private static void Add(OrderedDictionary<string, object> map, ReadOnlySpan<string> path, YamlNode value, string key)
    {
        if (path.Length == 1)
        {
            if (!map.TryAdd(path[0], value))
                throw new FormatException($"{key}: the key is given twice.");
            return;
        }

        map.TryAdd(path[0], new OrderedDictionary<string, object>());
        if (map[path[0]] is not OrderedDictionary<string, object> next)
            throw new FormatException($"{key}: '{path[0]}' is given as a value too.");
        Add(next, path[1..], value, key);
    }

    private static MapNode NodeOf(OrderedDictionary<string, object> map)
    {
        var start = new SourcePosition(1, 1);
        return new(map.Select(pair => new MapEntry(
            pair.Key, start, pair.Value as YamlNode ?? NodeOf((OrderedDictionary<string, object>)pair.Value))), start);
    }
}
