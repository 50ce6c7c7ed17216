using System.Globalization;
using System.Text.Json;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Schema;

namespace OpenLaunch.Runner.Output;

/// <summary>What a configuration comes to: each setting with its value, and whether the file says so or a default does.</summary>
internal sealed record EffectiveConfiguration(
    string File, IReadOnlyList<SettingDocument> Settings, IReadOnlyList<EffectiveEntryDocument> Steps)
{
    private const string Default = "default";

    /// <summary>Explains a configuration by the document that it was read from.</summary>
    public static EffectiveConfiguration Of(YamlDocument document, LaunchConfiguration configuration)
    {
        var root = document.Root as MapNode ?? MapNode.Empty(document.Root.Position);
        var source = new SettingSource(root);
        var (metadata, console, log) = (configuration.Metadata, configuration.Console, configuration.Log);
        return new(
            document.File,
            [
                source.Of("metadata", "timeout", DurationText.Format(metadata.Timeout)),
                source.Of("metadata", "allowV1", Word(metadata.AllowV1)),
                source.Of("console", "port", console.Port),
                source.Of("console", "include", $"[{string.Join(", ", console.Include)}]"),
                source.Of("console", "style", CamelCase.Of(console.Style.ToString())),
                source.Of("log", "json", Word(log.Json)),
                .. configuration.Extensions.Select(extension =>
                    new SettingDocument("extensions", extension.Path, From(extension.Position))),
            ],
            [.. configuration.Plan.Entries.Select((entry, index) => source.EntryOf(entry, index))]);
    }

    /// <summary>The JSON that <c>config show --json</c> prints.</summary>
    public string Json() => JsonSerializer.Serialize(new(1, File, Settings, Steps), OutputJson.Printed.ConfigurationDocument);

    /// <summary>All of it, for people: key, value, where it comes from.</summary>
    public string Text()
    {
        var lines = new List<string> { $"Configuration: {File}" };
        lines.AddRange(Table(Settings, "  "));
        foreach (var (entry, number) in Steps.Select((entry, index) => (entry, index + 1)))
        {
            var name = entry.Name == entry.Step ? entry.Step : $"{entry.Name} ({entry.Step})";
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{number}. {name}  [{entry.From}]"));
            lines.AddRange(Table(entry.Settings, "     "));
        }

        return PrintableText.Block(string.Join('\n', lines)).ReplaceLineEndings();
    }

    internal static string From(SourcePosition position) =>
        string.Create(CultureInfo.InvariantCulture, $"line {position.Line}");

    private static IEnumerable<string> Table(IReadOnlyList<SettingDocument> settings, string indentation)
    {
        const int Widest = 40;
        var key = settings.Max(setting => setting.Key.Length);
        var value = Math.Min(Widest, settings.Max(setting => setting.Value.Length));
        return settings.Select(setting =>
            $"{indentation}{setting.Key.PadRight(key)}  {setting.Value.PadRight(value)}  {setting.From}");
    }

    private static string Word(bool flag) => flag ? "true" : "false";

    /// <summary>Finds where in a document its settings are.</summary>
    private sealed class SettingSource(MapNode root)
    {
        private readonly List<MapNode> entries = [.. EntriesOf(root)];

        public SettingDocument Of(string section, string key, string value) => new(
            $"{section}.{key}", value,
            root.Find(section) is MapNode map && map.TryGet(key, out var entry) ? From(entry.Position) : Default);

        public EffectiveEntryDocument EntryOf(PlanEntry entry, int index)
        {
            // Of a plan each entry has its place; of agent-config.yml the tasks, between what its agent does by itself.
            var written = root.Find("steps") is not null ? entries.ElementAtOrDefault(index) : Take(entry.Definition.Name);
            return new(
                entry.Name, entry.Definition.Name, written is null ? "runs by itself" : From(written.Position),
                [
                    Setting("enabled", Word(entry.Enabled), Default),
                    Setting("frequency", CamelCase.Of(entry.Frequency.ToString()), "default of the step"),
                    Setting("onError", CamelCase.Of(entry.OnError.ToString()), Inherited("onError")),
                    Setting("timeout", DurationText.Format(entry.Timeout), Inherited("timeout")),
                    Setting("retry", Retry(entry.Retry), Inherited("retry")),
                    Setting("when", written?.Find("when") is MapNode conditions
                        ? string.Join(", ", conditions.Entries.Select(condition => condition.Key)) : "none", Default),
                    .. Inputs(entry, written?.Find("inputs")),
                ]);

            SettingDocument Setting(string key, string value, string otherwise) =>
                new(key, value, written is not null && written.TryGet(key, out var own) ? From(own.Position) : otherwise);
        }

        private static IEnumerable<SettingDocument> Inputs(PlanEntry entry, YamlNode? written)
        {
            foreach (var property in new InputShape(entry.Definition.InputsType).Properties)
            {
                var from = written is MapNode map && map.TryGet(property.Key, out var own) ? From(own.Position)
                    : property.IsWhole && written is ListNode list ? From(list.Position) : Default;
                yield return new($"inputs.{property.Key}", InputValue.Masked(property.Read(entry.Inputs), property), from);
            }
        }

        private string Inherited(string key) =>
            root.Find("defaults") is MapNode map && map.TryGet(key, out var entry)
                ? $"defaults, {From(entry.Position)}" : Default;

        private MapNode? Take(string task)
        {
            var found = entries.Find(entry => entry.Find("task") is ScalarNode { Text: var name } && name == task);
            if (found is not null)
                entries.Remove(found);
            return found;
        }

        private static string Retry(RetrySettings? retry) => retry is null ? "none" : string.Create(
            CultureInfo.InvariantCulture,
            $"{retry.Attempts} attempts, {DurationText.Format(retry.Delay)} to {DurationText.Format(retry.MaxDelay)} apart");

        private static IEnumerable<MapNode> EntriesOf(MapNode root) => Maps(root.Find("steps"))
            .SelectMany(entry => entry.Find("parallel") is { } group ? Maps(group) : [entry])
            .Concat(Maps(root.Find("config")).SelectMany(stage => Maps(stage.Find("tasks"))));

        private static IEnumerable<MapNode> Maps(YamlNode? node) => (node as ListNode)?.Items.OfType<MapNode>() ?? [];
    }
}

internal sealed record ConfigurationDocument(
    int Schema, string File, IReadOnlyList<SettingDocument> Settings, IReadOnlyList<EffectiveEntryDocument> Steps);

/// <param name="From">Where it comes from: <c>line 7</c>, <c>defaults, line 3</c>, <c>default</c>.</param>
internal sealed record SettingDocument(string Key, string Value, string From);

internal sealed record EffectiveEntryDocument(string Name, string Step, string From, IReadOnlyList<SettingDocument> Settings);
