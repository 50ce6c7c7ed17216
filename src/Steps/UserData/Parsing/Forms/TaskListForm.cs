using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.UserData.Parsing.Yaml;

namespace OpenLaunch.Steps.UserData.Parsing.Forms;

/// <summary>The task list of EC2Launch v2, versions 1.0 and 1.1 (EC2 User Guide, "EC2Launch v2 settings", user data).</summary>
internal static class TaskListForm
{
    private const string Owner = "user data";
    private static readonly string[] Versions = ["1.0", "1.1"];

    public static UserDataDocument Read(string text, StepCatalogue catalogue)
    {
        var problems = new ProblemList();
        string? version = null;
        List<ConfiguredTask> tasks = [];
        if (UserDataYaml.Read(text, problems) is MapNode root)
        {
            ReportUnknownKeys(root, problems);
            version = Version(root, problems);
            tasks = Tasks(root, new TaskReader(problems, catalogue), problems);
            problems.WarnOfLookalikes(root);
        }
        else if (!problems.HasErrors)
            problems.Error(FirstLine.Of(text).Number,
                "The user data is YAML but not a mapping with the keys 'version' and 'tasks'.");

        return new UserDataDocument
        {
            Format = UserDataFormat.Yaml,
            Version = version,
            Tasks = tasks,
            Problems = problems.ToList(),
        };
    }

    private static void ReportUnknownKeys(MapNode root, ProblemList problems)
    {
        foreach (var entry in root.Entries.Where(entry => entry.Key is not ("version" or "tasks")))
            problems.Error(entry.Position.Line, entry.Key is "config" or "steps"
                ? $"The key '{entry.Key}' belongs to an agent's configuration file. User data lists its tasks under 'tasks'."
                : TaskReader.UnknownKey(Owner, entry.Key, ["version", "tasks"]));
    }

    private static string? Version(MapNode root, ProblemList problems)
    {
        var value = root.Find("version");
        if (value is ScalarNode { Text: var text } && Versions.Contains(text))
            return text;
        problems.Error(value?.Position.Line ?? root.Position.Line, value is null
            ? $"{Owner}: the key 'version' is required (1.0, 1.1)."
            : $"{Owner}: the key 'version' must be 1.0 or 1.1.");
        return null;
    }

    private static List<ConfiguredTask> Tasks(MapNode root, TaskReader reader, ProblemList problems)
    {
        if (root.Find("tasks") is not ListNode list)
        {
            problems.Error(root.Find("tasks")?.Position.Line ?? root.Position.Line, root.Find("tasks") is null
                ? $"{Owner}: the key 'tasks' is required."
                : $"{Owner}: the key 'tasks' must be a list of tasks.");
            return [];
        }

        var tasks = list.Items.SelectMany(reader.Read).ToList();
        // EC2Launch v2 runs Sysprep last, after all other tasks, wherever it stands.
        return [.. tasks.Where(task => task.Name != "sysprep"), .. tasks.Where(task => task.Name == "sysprep")];
    }
}
