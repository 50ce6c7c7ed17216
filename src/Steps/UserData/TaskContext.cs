using System.Diagnostics.CodeAnalysis;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.UserData;

/// <summary>
/// The context of a step that runs as a task of user data: that of <see cref="RunUserDataStep"/>, so that changes count for it,
/// with kept values of the task's own.
/// </summary>
internal sealed class TaskContext : StepContext
{
    private readonly StepContext outer;
    private readonly string key;

    [SetsRequiredMembers]
    public TaskContext(StepContext outer, string name, string key)
    {
        (this.outer, this.key) = (outer, key);
        (Name, RunId, BootId, InstanceId) = (name, outer.RunId, outer.BootId, outer.InstanceId);
        (Resumed, DryRun, Force, IsPutOff) = (outer.Resumed, outer.DryRun, outer.Force, true);
        (Metadata, Console, Logger, Time) = (outer.Metadata, outer.Console, outer.Logger, outer.Time);
    }

    public override Task ChangeAsync(
        string description, Func<CancellationToken, Task> apply, CancellationToken cancellationToken) =>
        outer.ChangeAsync(description, apply, cancellationToken);

    public override void Report(string message) => outer.Report(message);

    public override string? Recall(string key) => outer.Recall($"{this.key}.{key}");

    public override bool TryRemember(string key, string value) => outer.TryRemember($"{this.key}.{key}", value);
}
