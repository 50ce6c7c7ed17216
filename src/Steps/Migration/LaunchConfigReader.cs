using System.Globalization;
using System.Text.Json;
using OpenLaunch.Core.Documents;

namespace OpenLaunch.Steps.Migration;

/// <summary>
/// Reads the files of EC2Launch v1 (EC2 User Guide, "Configure EC2Launch"). Its keys are written in any case.
/// </summary>
/// <param name="enabledTasks">The scheduled tasks of EC2Launch that are enabled; null: not known.</param>
internal sealed class LaunchConfigReader(List<MigrationNote> notes, IReadOnlyCollection<string>? enabledTasks)
{
    private const string Defaults = "EC2Launch v1 would take all its defaults and set a random password, so nothing is migrated";

    private const int MostEntries = 999;

    // Those without which EC2Launch v1 takes its defaults; the others count as false.
    private static readonly string[] Required =
        ["setComputerName", "setWallpaper", "addDnsSuffixList", "extendBootVolumeSize", "adminPasswordType"];

    private static readonly string[] Known =
        [.. Required, "setMonitorAlwaysOn", "handleUserData", "adminPassword"];

    /// <exception cref="ConfigurationException">EC2Launch v1 could not use it either; tells all.</exception>
    public FormerSettings ReadLaunchConfig(SourceFile file, FormerSettings settings)
    {
        var (errors, map) = Open(file);
        foreach (var key in Required.Where(key => Find(map, key) is null))
            errors.Add(map.Position, $"lacks the key '{key}'; {Defaults}");
        foreach (var entry in map.Entries.Where(entry => !Known.Contains(entry.Key, StringComparer.OrdinalIgnoreCase)))
            notes.Add(new(MigrationKind.NoCounterpart, $"{file.Name} {PrintableKey(entry.Key)}", "EC2Launch v1 has no such key"));
        var result = settings with
        {
            SetComputerName = Flag("setComputerName"),
            SetWallpaper = Flag("setWallpaper"),
            SetDnsSuffix = Flag("addDnsSuffixList"),
            ExtendBootVolume = Flag("extendBootVolumeSize"),
            KeepMonitorOn = Flag("setMonitorAlwaysOn"),
            HandleUserData = Flag("handleUserData"),
            Password = Password(map, file.Name, errors),
        };
        errors.ThrowIfAny();
        return result;

        Setting Flag(string key) => new(Find(map, key) switch
        {
            null => false,
            ScalarNode { AsBoolean: { } value } => value,
            var node => Refuse(node, key),
        }, $"{file.Name} {key}");

        bool Refuse(YamlNode node, string key)
        {
            errors.Add(node.Position, $"{key}: must be true or false, without quotes; {Defaults}");
            return false;
        }
    }

    public FormerSettings ReadDriveLetters(SourceFile file, FormerSettings settings)
    {
        var (errors, map) = Open(file);
        var letters = Items(map, "driveLetterMapping", errors).Select(item => (
            Label: TextOf(item, "volumeName"), Letter: TextOf(item, "driveLetter"))).ToList();
        errors.ThrowIfAny();
        return settings with { Letters = [.. DriveLetters.Usable(letters, file.Name, notes)], LettersFrom = file.Name };
    }

    public FormerSettings ReadEventLogs(SourceFile file, FormerSettings settings)
    {
        var (errors, map) = Open(file);
        var events = Items(map, "events", errors).Select(item => Event(
            TextOf(item, "logName"), TextOf(item, "source"), TextOf(item, "level"), TextOf(item, "numEntries"),
            file.Name)).ToList();
        errors.ThrowIfAny();
        if (enabledTasks is null)
        {
            notes.Add(new(
                MigrationKind.ChangedMeaning, file.Name, "sent only while the scheduled task 'Event logs to Console' is enabled, "
                + "which is not known here: add the step sendEventLogs where it was"));
            return settings;
        }

        return settings with
        {
            SendEventLogs = new(enabledTasks.Contains("Event logs to Console"), file.Name), Events = events,
        };
    }

    /// <summary>One of what is sent of the event logs, within the bounds of EC2Launch.</summary>
    public YamlNode Event(string log, string source, string level, string count, string from)
    {
        var wanted = int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 3;
        if (wanted is < 1 or > MostEntries)
            notes.Add(new(MigrationKind.ChangedMeaning, from, $"numEntries of {log}: {MostEntries} are the most that are sent"));
        var inputs = new List<(string, YamlNode)> { ("logName", Tree.Text(log)) };
        if (source.Length > 0)
            inputs.Add(("source", Tree.Text(source)));
        var word = level.ToLowerInvariant();
        inputs.Add(("level", Tree.Word(word is "warning" or "information" ? word : "error")));
        inputs.Add(("numEntries", Tree.Word(Math.Clamp(wanted, 1, MostEntries).ToString(CultureInfo.InvariantCulture))));
        return Tree.Map([.. inputs]);
    }

    private (string, string)? Password(MapNode map, string name, ConfigurationErrors errors)
    {
        var from = $"{name} adminPasswordType";
        if (Find(map, "adminPasswordType") is not { } node)
            return null;
        switch ((node as ScalarNode)?.Text.ToLowerInvariant())
        {
            case "random":
                return ("random", from);
            case "donothing":
                return ("doNothing", from);
            case "specify":
                notes.Add(new(
                    MigrationKind.SecretNotCopied, $"{name} adminPassword",
                    "setAdminAccount: give the password again in data, or set type: random"));
                return ("static", from);
            case "encrypted":
                notes.Add(new(
                    MigrationKind.NoCounterpart, from,
                    "OpenLaunch cannot read the encrypted passwords of EC2Launch: give it again, or set type: random"));
                return ("static", from);
            default:
                errors.Add(node.Position, $"adminPasswordType: must be Random, Specify, DoNothing or Encrypted; {Defaults}");
                return null;
        }
    }

    /// <summary>The document, which JSON must be able to read too: EC2Launch v1 reads no YAML.</summary>
    private static (ConfigurationErrors, MapNode) Open(SourceFile file)
    {
        var errors = new ConfigurationErrors(file.Name);
        var text = YamlText.Decode(file.Content, file.Name);
        try
        {
            using var json = JsonDocument.Parse(text);
        }
        catch (JsonException exception)
        {
            throw errors.Fatal(
                new((int)(exception.LineNumber ?? 0) + 1, (int)(exception.BytePositionInLine ?? 0) + 1),
                $"this is not JSON; {Defaults}");
        }

        return YamlDocumentReader.Read(text, file.Name).Root is MapNode map
            ? (errors, map)
            : throw errors.Fatal(new(1, 1), $"expected an object; {Defaults}");
    }

    private static YamlNode? Find(MapNode map, string key) =>
        map.Entries.FirstOrDefault(entry => entry.Key.Equals(key, StringComparison.OrdinalIgnoreCase))?.Value;

    private static string TextOf(MapNode map, string key) => (Find(map, key) as ScalarNode)?.Text ?? "";

    private static List<MapNode> Items(MapNode map, string key, ConfigurationErrors errors)
    {
        if (Find(map, key) is ListNode list)
            return [.. list.Items.OfType<MapNode>()];
        errors.Add(map.Position, $"lacks the list '{key}'");
        return [];
    }

    private static string PrintableKey(string key) => Wording.Quote(key);
}

/// <summary>Letters of volumes by their labels, as both older agents have them.</summary>
internal static class DriveLetters
{
    private const int LongestLabel = 32;

    /// <summary>Those that can be set; of the others a note is made.</summary>
    public static IEnumerable<(string Label, string Letter)> Usable(
        IEnumerable<(string Label, string Letter)> letters, string from, List<MigrationNote> notes)
    {
        var labels = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (label, written) in letters)
        {
            var letter = written.TrimEnd(':', '\\').ToUpperInvariant();
            if (letter is [>= 'A' and <= 'Z'] && label.Length is > 0 and <= LongestLabel && labels.Add(label))
            {
                yield return (label, letter);
                continue;
            }

            notes.Add(new(
                MigrationKind.NoCounterpart, from, $"{Wording.Quote(label)} with the letter {Wording.Quote(written)} is left "
                + "out: a label of 1 to 32 characters, once, and one letter are needed"));
        }
    }
}
