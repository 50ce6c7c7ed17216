using System.Globalization;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Scripts;
using OpenLaunch.Steps.UserData.Parsing;

namespace OpenLaunch.Steps.UserData;

/// <summary>Runs <c>executeProgram</c> tasks (EC2 User Guide, "EC2Launch v2 task definitions").</summary>
/// <param name="programs">Runs a program.</param>
/// <param name="folders">Where output goes.</param>
/// <param name="detached">Watches the programs that nobody waits for.</param>
public sealed class ProgramTaskRunner(IProcessRunner programs, UserDataFolders folders, DetachedTasks detached)
    : IUserDataTaskRunner
{
    /// <summary>The task's name.</summary>
    public const string TaskName = "executeProgram";

    private readonly ProcessTaskRunner processes = new(detached);

    /// <inheritdoc/>
    public bool CanRun(UserDataTask task) => task is ConfiguredTask { Name: TaskName, Inputs: MapNode };

    /// <inheritdoc/>
    public bool IsForEveryBoot(UserDataTask task) =>
        task is ConfiguredTask { Inputs: MapNode inputs } && Text(inputs, "frequency") == "always";

    /// <inheritdoc/>
    public Task<UserDataTaskResult> RunAsync(UserDataItem item, StepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(context);
        var configured = (ConfiguredTask)item.Task;
        var inputs = (MapNode)configured.Inputs!;
        var detach = inputs.Find("detach") is ScalarNode { AsBoolean: true };
        var program = new ProcessCommand.Program(
            Text(inputs, "path")!, inputs.Find("arguments") is ListNode list ? [.. list.Items.Select(Text)] : []);
        var start = new ProcessStart
        {
            Command = program, Detach = detach, OutputPath = folders.Output(item.Ordinal), ErrorPath = folders.Errors(item.Ordinal),
        };
        var task = new ProcessTask
        {
            Name = $"program {item.Ordinal} of {item.Count} ({Path.GetFileName(program.Path.Replace('\\', '/'))})",
            Key = string.Create(CultureInfo.InvariantCulture, $"program{item.Ordinal}"),
            Text = TaskText.Of(configured),
            IsAlways = IsForEveryBoot(configured),
            Detach = detach,
            Timeout = DurationText.TryParse(Text(inputs, "timeout"), out var bound) ? bound : item.Inputs.ScriptTimeout,
            Account = "LocalSystem",
            OutputPath = start.OutputPath,
            ErrorPath = start.ErrorPath,
            Start = token => programs.RunAsync(start, token),
        };
        return processes.RunAsync(task, item, context, cancellationToken);
    }

    private static string? Text(MapNode inputs, string key) => inputs.Find(key) is ScalarNode scalar ? scalar.Text : null;

    private static string Text(YamlNode node) => ((ScalarNode)node).Text;
}
