namespace OpenLaunch.Core.Documents;

/// <summary>A document cannot be used; tells everything that is wrong with it at once.</summary>
/// <param name="errors">All errors, in the document's order.</param>
public sealed class ConfigurationException(IReadOnlyList<ConfigurationError> errors)
    : Exception(string.Join(Environment.NewLine, errors))
{
    /// <summary>All errors, in the document's order.</summary>
    public IReadOnlyList<ConfigurationError> Errors { get; } = errors;
}
