using OpenLaunch.Core.Documents;
using OpenLaunch.Steps.Scripts;
using OpenLaunch.Steps.UserData.Parsing;

namespace OpenLaunch.Steps.UserData;

/// <summary>
/// Says the modules of a cloud-config document as tasks that there are runners for, in the order of cloud-init: files, name,
/// time, users, and the commands last. Groups come after users, so that members are there; a user's own groups are made with
/// the user. A module without a counterpart stays as it is, for the step to name.
/// </summary>
internal static class CloudConfigTasks
{
    private static readonly string[] Order = ["write_files", "set_hostname", "hostname", "timezone", "set_timezone", "ntp", "users", "groups", "ssh_authorized_keys"];

    private static readonly string[] ServerKeys = ["servers", "pools"];

    public static IReadOnlyList<UserDataTask> Expand(IReadOnlyList<UserDataTask> tasks) =>
        tasks.Any(task => task is ConfiguredTask { Name: "runcmd" } || Order.Contains(task.Name))
            ? [.. tasks.Where(IsWanted).OrderBy(Rank).Select(task => task is ConfiguredTask configured ? Translate(configured) : task)]
            : tasks;

    private static bool IsWanted(UserDataTask task) => task is not ConfiguredTask { Name: "ntp", Inputs: MapNode ntp }
        || ntp.Find("enabled") is not ScalarNode { AsBoolean: false };

    // Tasks of other parts of a MIME message keep their places between files and commands.
    private static int Rank(UserDataTask task) =>
        task.Name == "runcmd" ? Order.Length + 1 : Array.IndexOf(Order, task.Name) is var index and >= 0 ? index : Order.Length;

    private static UserDataTask Translate(ConfiguredTask task) => task.Name switch
    {
        "set_hostname" or "hostname" when task.Inputs is ScalarNode name =>
            new ConfiguredTask("setHostName", Map(task.Line, ("hostName", name)), task.Line),
        "timezone" or "set_timezone" when task.Inputs is ScalarNode zone =>
            Program(task.Line, "tzutil.exe", "/s", TimeZoneNames.FindWindowsName(zone.Text) ?? zone.Text),
        "ntp" when Servers(task.Inputs) is { Length: > 0 } servers => Program(
            task.Line, "w32tm.exe", "/config", "/update", "/syncfromflags:manual", $"/manualpeerlist:{string.Join(' ', servers)}"),
        "runcmd" when task.Inputs is ListNode commands => new ExecuteScriptTask(
            ScriptLanguage.Batch, ScriptAccount.LocalSystem, ScriptFrequency.Once,
            string.Concat(commands.Items.Select(command => Command(command) + "\r\n")), task.Line),
        _ => task,
    };

    private static ConfiguredTask Program(int line, string path, params string[] arguments) => new(
        ProgramTaskRunner.TaskName,
        Map(
            line, ("frequency", Text("once", line)), ("path", Text(path, line)),
            ("arguments", new ListNode([.. arguments.Select(text => Text(text, line))], At(line)))),
        line);

    private static MapNode Map(int line, params (string Key, YamlNode Value)[] entries) =>
        new(entries.Select(entry => new MapEntry(entry.Key, At(line), entry.Value)), At(line));

    private static ScalarNode Text(string text, int line) => new(text, isQuoted: true, At(line));

    private static SourcePosition At(int line) => new(line, 1);

    private static string[] Servers(YamlNode? ntp) =>
    [
        .. ServerKeys.Select(key => (ntp as MapNode)?.Find(key)).OfType<ListNode>()
            .SelectMany(list => list.Items).OfType<ScalarNode>().Select(server => server.Text),
    ];

    /// <summary>A command as cmd reads it: a text as it is, a list with its words as the program is to receive them.</summary>
    private static string Command(YamlNode command) => command is ListNode words
        ? CommandLine.ForBatch([.. words.Items.OfType<ScalarNode>().Select(word => word.Text)])
        : ((ScalarNode)command).Text;
}
