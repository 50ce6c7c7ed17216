namespace OpenLaunch.Steps.Generalization;

/// <summary>One act of installing or removing the agent.</summary>
/// <param name="Description">What it does: <c>enable the boot task</c>.</param>
/// <param name="ApplyAsync">Does it; doing it again changes nothing more.</param>
public sealed record InstallationAct(string Description, Func<CancellationToken, Task> ApplyAsync)
{
    /// <summary>An act that is done at once.</summary>
    /// <param name="description">What it does.</param>
    /// <param name="apply">Does it.</param>
    public static InstallationAct Of(string description, Action apply) => new(
        description,
        _ =>
        {
            apply();
            return Task.CompletedTask;
        });
}
