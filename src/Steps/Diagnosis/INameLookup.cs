namespace OpenLaunch.Steps.Diagnosis;

/// <summary>Tries whether names are resolved.</summary>
public interface INameLookup
{
    /// <summary>Resolves a name that must exist.</summary>
    /// <param name="cancellationToken">Cancels the lookup.</param>
    /// <returns>The name and its addresses, as a clause.</returns>
    /// <exception cref="IOException">No server answers.</exception>
    Task<string> TryAsync(CancellationToken cancellationToken);
}
