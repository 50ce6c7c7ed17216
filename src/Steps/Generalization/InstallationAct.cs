namespace OpenLaunch.Steps.Generalization;

/// <summary>One act of installing or removing the agent.</summary>
internal sealed record InstallationAct(string Description, Func<CancellationToken, Task> ApplyAsync)
{
    /// <summary>An act that is done at once.</summary>
    public static InstallationAct Of(string description, Action apply) => new(
        description,
        _ =>
        {
            apply();
            return Task.CompletedTask;
        });
}
