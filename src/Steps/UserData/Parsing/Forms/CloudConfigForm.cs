using OpenLaunch.Core.Documents;
using OpenLaunch.Steps.Scripts;
using OpenLaunch.Steps.UserData.Parsing.Yaml;

namespace OpenLaunch.Steps.UserData.Parsing.Forms;

/// <summary>A <c>#cloud-config</c> document: the modules that make sense on Windows, as cloudbase-init has them.</summary>
internal static class CloudConfigForm
{
    /// <summary>The error of a document of which nothing is carried out.</summary>
    public const string NothingSupported = "Nothing of the #cloud-config document is supported here, so nothing is done.";

    private const string CommandModule = "runcmd";
    private const string PowerModule = "power_state";

    private static readonly string[] MergeKeys = ["merge_how", "merge_type"];

    /// <summary>
    /// The modules, each with what reads it, in the order of cloud-init: files, name, time, users, and the commands last. Groups
    /// come after users, so that members are there; a user's own groups are made with the user.
    /// </summary>
    private static readonly OrderedDictionary<string, Func<MapEntry, ProblemList, ConfiguredTask?>> Modules = new()
    {
        ["write_files"] = CloudConfigFiles.Read,
        ["fqdn"] = CloudConfigHost.Name,
        ["set_hostname"] = CloudConfigHost.Name,
        ["hostname"] = CloudConfigHost.Name,
        ["timezone"] = CloudConfigTime.Zone,
        ["set_timezone"] = CloudConfigTime.Zone,
        ["ntp"] = CloudConfigTime.Servers,
        ["users"] = (module, problems) => new CloudConfigAccounts(problems).Users(module),
        ["chpasswd"] = (module, problems) => new CloudConfigPasswords(problems).Read(module),
        ["groups"] = (module, problems) => new CloudConfigAccounts(problems).Groups(module),
        ["ssh_authorized_keys"] = (module, problems) => new CloudConfigAccounts(problems).AuthorizedKeys(module),
        [CommandModule] = Commands,
        [PowerModule] = CloudConfigHost.Power,
    };

    /// <summary>The modules of which one counts, each named after the setting that they make.</summary>
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["fqdn"] = "name", ["set_hostname"] = "name", ["hostname"] = "name", ["timezone"] = "time zone",
        ["set_timezone"] = "time zone", ["ntp"] = "time servers", [PowerModule] = "end",
    };

    public static IEnumerable<string> Supported => Modules.Keys.Concat(MergeKeys);

    public static bool Matches(ReadOnlySpan<char> firstLine) =>
        firstLine.StartsWith("#cloud-config") && (firstLine.Length == 13 || char.IsWhiteSpace(firstLine[13]));

    public static UserDataDocument Read(string text)
    {
        var problems = new ProblemList();
        var root = UserDataYaml.Read(text, problems, allowsBytes: true);
        List<ConfiguredTask> tasks = [];
        if (root is MapNode map)
        {
            tasks.AddRange(Merge(map.Entries.Select(module => Task(module, problems)).OfType<ConfiguredTask>(), problems));
            problems.WarnOfLookalikes(map);
            if (tasks.Count == 0 && !problems.HasErrors && map.Entries.Count > 0)
                problems.Error(map.Position.Line, NothingSupported);
        }
        else if (root is not (null or ScalarNode { IsNull: true }))
            problems.Error(root.Position.Line, "A #cloud-config document must be a mapping of modules.");
        return new UserDataDocument { Format = UserDataFormat.CloudConfig, Tasks = tasks, Problems = problems.ToList() };
    }

    /// <summary>Leaves out what a later module of the same document, or of a later part, sets otherwise.</summary>
    public static IReadOnlyList<ConfiguredTask> Merge(IEnumerable<ConfiguredTask> tasks, ProblemList problems)
    {
        // The full name counts least: it is the name with more behind it.
        var all = tasks.ToList();
        foreach (var same in all.Where(task => Settings.ContainsKey(task.Name)).GroupBy(task => Settings[task.Name]))
        {
            var counts = same.LastOrDefault(task => task.Name != "fqdn") ?? same.Last();
            foreach (var other in same.Where(task => task != counts).ToList())
            {
                all.Remove(other);
                if (other.Text != counts.Text)
                    problems.Warning(other.Line,
                        $"{other.Name}: '{counts.Name}' sets the {same.Key} otherwise, so this does not count.");
            }
        }

        return all;
    }

    private static ConfiguredTask? Task(MapEntry module, ProblemList problems)
    {
        if (MergeKeys.Contains(module.Key))
        {
            problems.Note(module.Position.Line, $"'{module.Key}' changes nothing: lists of several parts are all carried out.");
            return null;
        }

        if (!Modules.TryGetValue(module.Key, out var read))
        {
            problems.Warning(module.Position.Line,
                $"The module {Wording.Quote(module.Key)} is not supported, so it is left out.{Meant(module.Key, Modules.Keys)}");
            return null;
        }

        // A key that stands twice, say, was told of when the YAML was read.
        if (module.Value.IsFlawed)
            return null;
        var before = problems.ErrorCount;
        if (read(module, problems) is not { } task || (task.Inputs is null && problems.ErrorCount > before))
            return null;
        // Tasks of other parts of a MIME message keep their places between files and commands.
        var rank = module.Key == CommandModule ? 1 : module.Key == PowerModule ? 2 : Modules.IndexOf(module.Key) - Modules.Count;
        return task with { Rank = rank, Written = task.Written ?? module.Value, HasCloudbaseInitExitCodes = true };
    }

    /// <summary>Notes that a module is not what it must be.</summary>
    public static ConfiguredTask? Refuse(MapEntry module, string expected, ProblemList problems)
    {
        problems.Error(module.Value.Position.Line, $"The module '{module.Key}' must be {expected}.");
        return null;
    }

    /// <summary>Names the keys that have no counterpart on Windows, or that nobody knows.</summary>
    public static void ReportLeftOut(MapEntry module, string[] known, ProblemList problems)
    {
        var items = module.Value is ListNode list ? list.Items : [module.Value];
        foreach (var key in items.OfType<MapNode>().SelectMany(item => item.Entries).Where(key => !known.Contains(key.Key)))
            problems.Warning(key.Position.Line,
                $"{module.Key}: {Told(key.Key)} is not supported, so it is left out.{Meant(key.Key, known)}");
    }

    /// <summary>A key of a module; one that is no word of cloud-init may be a secret in a wrong place.</summary>
    private static string Told(string key) =>
        key.All(letter => char.IsAsciiLetterLower(letter) || letter is '_' or '-') ? $"the key {Wording.Quote(key)}" : "a key";

    public static bool IsText(YamlNode node) => node is ScalarNode { IsNull: false, IsBinary: false };

    public static bool IsListOf(YamlNode node, Func<YamlNode, bool> isItem) => node is ListNode list && list.Items.All(isItem);

    public static bool HasLineBreak(YamlNode text) => ((ScalarNode)text).Text.AsSpan().ContainsAny('\r', '\n');

    private static string Meant(string name, IEnumerable<string> known) =>
        NearestName.Find(name, known) is { } nearest ? $" Did you mean '{nearest}'?" : "";

    private static ConfiguredTask? Commands(MapEntry module, ProblemList problems)
    {
        if (!IsListOf(module.Value, item => IsText(item) || item is ListNode { Items.Count: > 0 } && IsListOf(item, IsText)))
            return Refuse(module, "a list of commands, each a text or a list of texts", problems);
        var commands = ((ListNode)module.Value).Items;
        var broken = commands.OfType<ListNode>().SelectMany(words => words.Items).Where(HasLineBreak).ToList();
        foreach (var word in broken)
            problems.Error(word.Position.Line, "runcmd: a word with a line break cannot go through cmd. Put it into a script.");
        if (broken.Count > 0)
            return null;
        return Batch(module, string.Concat(commands.Select(command => Command(command) + "\r\n")));
    }

    /// <summary>A module that is a batch script.</summary>
    public static ConfiguredTask Batch(MapEntry module, string content)
    {
        var script = ConfiguredTask.Of(
            new()
            {
                Type = ScriptLanguage.Batch,
                RunAs = ScriptAccount.LocalSystem,
                Frequency = ScriptFrequency.Once,
                Content = content,
            },
            module.Position.Line);
        return script with { Name = module.Key, StepName = script.Name };
    }

    /// <summary>A command as cmd reads it: a text as it is, the words of a list quoted where they must be.</summary>
    private static string Command(YamlNode command) => command is ListNode words
        ? CommandLine.ForBatch([.. words.Items.Cast<ScalarNode>().Select(word => word.Text)])
        : ((ScalarNode)command).Text;
}
