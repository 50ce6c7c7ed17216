using System.Text.Json;
using System.Text.Json.Serialization;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.BootTask;

namespace OpenLaunch.Runner.Output;

/// <summary>The JSON that <c>run --json</c> and <c>status --json</c> end with.</summary>
internal static class RunJson
{
    /// <summary>What <c>run --json</c> says of a start at which no run was needed, so that the journal holds none.</summary>
    public static string Nothing => JsonSerializer.Serialize(
        new(1, null, null, DryRun: false, RunRecorder.Word(RunOutcome.Done), 0, []), OutputJson.Printed.RunDocument);

    public static string Write(RunResult result) => JsonSerializer.Serialize(
        new RunDocument(
            1, result.RunId, result.InstanceId, result.DryRun, RunRecorder.Word(result.Outcome),
            (long)result.Elapsed.TotalMilliseconds,
            [.. result.Steps.Select(step => new StepDocument(
                step.Entry.Name, step.Entry.Definition.Name, step.Outcome.Word, step.Outcome.Explanation,
                (long)step.Elapsed.TotalMilliseconds, step.Changes))]),
        OutputJson.Printed.RunDocument);

    public static string Write(StartWish wish) =>
        JsonSerializer.Serialize(new WishDocument(1, Word(wish), wish.Problem, wish.Steps), OutputJson.Printed.WishDocument);

    public static string Write(StatusReport report)
    {
        var run = report.Start.Run;
        return JsonSerializer.Serialize(
            new StatusDocument(
                1, CamelCase.Of(run.State.ToString()), report.Start.Note, Word(report.Wish), run.RunId, run.InstanceId,
                run.Started, run.Milliseconds,
                [.. run.Steps.Select(step => new StepDocument(
                    step.Name, step.Step, step.Outcome, step.Reason, step.Milliseconds, step.Changes,
                    step.Interruptions > 0 ? step.Interruptions : null, step.Attempt))],
                run.Reasons, run.Repair is { } repair ? new(repair.Ended, repair.Outcome, repair.Changes) : null,
                report.Warnings,
                [.. report.Detached.Select(result => new DetachedDocument(result.Name, result.ExitCode))]),
            OutputJson.Printed.StatusDocument);
    }

    /// <summary>The wish in one word; null: nobody has said.</summary>
    public static string? Word(StartWish wish) => wish.Starts is { } starts ? CamelCase.Of(starts.ToString()) : null;
}

internal sealed record RunDocument(
    int Schema, string? Run, string? InstanceId, bool DryRun, string Outcome, long Milliseconds,
    IReadOnlyList<StepDocument> Steps);

internal sealed record WishDocument(int Schema, string? Schedule, string? Problem, IReadOnlyList<ScheduledStep> Steps);

internal sealed record StatusDocument(
    int Schema, string Status, string? Note, string? Schedule, string? Run, string? InstanceId, DateTimeOffset? Started,
    long? Milliseconds, IReadOnlyList<StepDocument> Steps, IReadOnlyList<string> Reasons, LastRepairDocument? LastRepair,
    IReadOnlyList<string> Warnings, IReadOnlyList<DetachedDocument> Detached);

internal sealed record LastRepairDocument(DateTimeOffset Ended, string Outcome, int Changes);

internal sealed record DetachedDocument(string Name, int? ExitCode);

internal sealed record StepDocument(
    string Name, string? Step, string Outcome, string? Reason, long? Milliseconds, IReadOnlyList<string> Changes,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Interruptions = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Attempt = null);
