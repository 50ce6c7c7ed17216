namespace OpenLaunch.Core.Engine;

/// <summary>
/// Knows whether the calling flow of control is inside a described change. Simulated adapters ask it before each write,
/// so that every test proves the rule "a step alters the machine only inside a change".
/// </summary>
public sealed class ChangeScope
{
    private readonly AsyncLocal<string?> current = new();

    /// <summary>Whether a change is being applied by the calling flow of control.</summary>
    public bool IsInside => current.Value is not null;

    /// <summary>Throws unless a change is being applied.</summary>
    /// <param name="write">What was about to be written, for the message.</param>
    /// <exception cref="InvalidOperationException">The write is outside a change.</exception>
    public void Demand(string write)
    {
        if (!IsInside)
            throw new InvalidOperationException($"{write}: written outside a change; wrap it in StepContext.ChangeAsync.");
    }

    /// <summary>Runs <paramref name="apply"/> as the change named <paramref name="description"/>.</summary>
    /// <param name="description">What is changed; no secret.</param>
    /// <param name="cancellationToken">Handed to <paramref name="apply"/>.</param>
    public async Task ApplyAsync(string description, Func<CancellationToken, Task> apply, CancellationToken cancellationToken)
    {
        current.Value = description;
        await apply(cancellationToken);
    }
}
