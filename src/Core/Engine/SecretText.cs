namespace OpenLaunch.Core.Engine;

/// <summary>A text that must not be seen: prints as stars everywhere, and is read by name only.</summary>
public sealed class SecretText(string value) : IEquatable<SecretText>
{
    private readonly string value = value;

    /// <summary>The text itself. Hand it to the one API that needs it, and to nothing that writes.</summary>
    public string Reveal() => value;

    /// <inheritdoc/>
    public bool Equals(SecretText? other) => other is not null && value == other.value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SecretText);

    /// <inheritdoc/>
    public override int GetHashCode() => value.GetHashCode(StringComparison.Ordinal);

    /// <returns>Always <c>***</c>.</returns>
    public override string ToString() => "***";
}
