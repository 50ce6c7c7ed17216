using System.Diagnostics.CodeAnalysis;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Scripts;

namespace OpenLaunch.Steps.UserData;

/// <summary>
/// The context of a step that runs as a task of user data: that of <see cref="RunUserDataStep"/>, so that changes count for it,
/// with kept values of the task's own, and the place of the task's script.
/// </summary>
internal sealed class TaskContext : StepContext, IScriptPlace
{
    private readonly StepContext outer;

    [SetsRequiredMembers]
    public TaskContext(StepContext outer, string name, string key, ScriptRule rule, bool isResumed)
    {
        (this.outer, Key, Rule) = (outer, key, rule);
        (Name, RunId, BootId, InstanceId) = (name, outer.RunId, outer.BootId, outer.InstanceId);
        (Resumed, DryRun, Force, IsPostponed) = (isResumed, outer.DryRun, outer.Force, true);
        (Metadata, Console, Logger, Time) = (outer.Metadata, outer.Console, outer.Logger, outer.Time);
    }

    /// <summary>The name under which the journal keeps what became of the task.</summary>
    public string Key { get; }

    public int First { get; init; }

    public int Count { get; init; }

    public ScriptRule Rule { get; }

    public StepContext Journal => outer;

    public string KeyOf(string kind, int ordinal, string text) => Key;

    public string FileOf(int ordinal) => $"user-data-{ordinal}";

    public override Task ChangeAsync(
        string description, Func<CancellationToken, Task> apply, CancellationToken cancellationToken) =>
        outer.ChangeAsync(description, apply, cancellationToken);

    public override void Report(string message) => outer.Report(message);

    public override string? Recall(string key) => outer.Recall($"{Key}.{key}");

    public override bool TryRemember(string key, string value) => outer.TryRemember($"{Key}.{key}", value);
}
