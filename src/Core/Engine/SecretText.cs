namespace OpenLaunch.Core.Engine;

/// <summary>
/// A text that must not be seen: prints as stars everywhere, and is read by name only. A document may hold it, or name where it
/// is; then it is fetched before the step runs.
/// </summary>
public sealed class SecretText : IEquatable<SecretText>
{
    private volatile string? value;

    /// <summary>Makes one of the text itself.</summary>
    /// <param name="value">The text.</param>
    public SecretText(string value) => this.value = value;

    internal SecretText(SecretReference reference) => Reference = reference;

    /// <summary>Whether the text is here. One that is only named is not while the inputs are checked, nor in a dry run.</summary>
    public bool IsKnown => value is not null;

    /// <summary>Where the text is; null: it was given itself.</summary>
    internal SecretReference? Reference { get; }

    /// <summary>The text itself. Hand it to the one API that needs it, and to nothing that writes.</summary>
    /// <exception cref="InvalidOperationException">It is not <see cref="IsKnown"/>.</exception>
    public string Reveal() => value ?? throw new SecretNotFetchedException(Reference!);

    /// <inheritdoc/>
    public bool Equals(SecretText? other) => other is not null && value == other.value && Reference == other.Reference;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SecretText);

    /// <inheritdoc/>
    public override int GetHashCode() => Reference?.GetHashCode() ?? value!.GetHashCode(StringComparison.Ordinal);

    /// <returns>Always <c>***</c>.</returns>
    public override string ToString() => "***";

    /// <summary>Takes the text that was fetched.</summary>
    internal void Know(string text) => value = text;
}

/// <summary>Where secrets may be that a document only names.</summary>
internal enum SecretSource
{
    SsmParameter,
    SecretsManager,
    MetadataTag,
}

/// <summary>A secret that a document names.</summary>
/// <param name="Key">The key of the JSON object that the secret is; null: the secret is the text.</param>
internal sealed record SecretReference(SecretSource Source, string Name, string? Key = null)
{
    /// <summary>In words.</summary>
    public override string ToString() => Source switch
    {
        SecretSource.SsmParameter => $"the SSM parameter '{Name}'",
        SecretSource.SecretsManager => $"the secret '{Name}' of Secrets Manager{(Key is null ? "" : $", key '{Key}'")}",
        _ => $"the instance's tag '{Name}'",
    };
}

/// <summary>A secret that is only named was asked for before it was fetched.</summary>
internal sealed class SecretNotFetchedException(SecretReference reference)
    : InvalidOperationException($"{reference} is fetched when the step runs, and was not fetched here")
{
    public SecretReference Reference { get; } = reference;
}
