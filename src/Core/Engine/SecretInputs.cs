namespace OpenLaunch.Core.Engine;

/// <summary>Where secrets are fetched that documents only name.</summary>
internal interface ISecretStore
{
    /// <exception cref="SecretException">It cannot be had.</exception>
    Task<string> ReadAsync(SecretReference reference, StepContext context, CancellationToken cancellationToken);
}

/// <summary>A secret cannot be had.</summary>
/// <param name="message">Which, why, and what to do; nothing of the secret.</param>
internal sealed class SecretException(string message) : MachineException(message);

/// <summary>A secret that inputs only name.</summary>
/// <param name="Name">What the input is called: <c>password</c>.</param>
internal sealed record NamedSecret(string Name, SecretText Text);

/// <summary>The secrets that the inputs of one step only name.</summary>
/// <param name="check">What is wrong with the inputs once all secrets are known; repeats none of them.</param>
internal sealed class SecretInputs(IReadOnlyList<NamedSecret> secrets, Func<IEnumerable<string>> check)
{
    /// <summary>Fetches all; a dry run tells what it would fetch.</summary>
    /// <returns>What is wrong with one of them; null: nothing.</returns>
    /// <exception cref="SecretException">One cannot be had.</exception>
    public async Task<string?> FetchAsync(
        IServiceProvider services, StepContext context, CancellationToken cancellationToken)
    {
        foreach (var (name, text) in secrets)
        {
            if (context.DryRun)
                context.Report($"would fetch {text.Reference} for {name}");
            else
                text.Know(await ReadAsync(name, text.Reference!, services, context, cancellationToken));
        }

        return context.DryRun ? null : check().FirstOrDefault();
    }

    private static async Task<string> ReadAsync(
        string name, SecretReference reference, IServiceProvider services, StepContext context,
        CancellationToken cancellationToken)
    {
        if (services.GetService(typeof(ISecretStore)) is not ISecretStore store)
            throw new SecretException($"{name}: this program fetches no secrets; give {reference} itself.");
        context.Report($"fetching {reference} for {name}");
        var text = await store.ReadAsync(reference, context, cancellationToken);
        return text.Length > 0 ? text : throw new SecretException($"{name}: {reference} is empty; give it a value.");
    }
}
