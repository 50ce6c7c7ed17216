namespace OpenLaunch.Steps.Watch;

/// <summary>Compares and repairs the routes, for <see cref="NetworkWatch"/>.</summary>
public interface IRouteKeeper
{
    /// <summary>Counts what differs; 0 too where nothing can be compared at the moment.</summary>
    /// <param name="cancellationToken">Cancels the reads.</param>
    Task<int> CompareAsync(CancellationToken cancellationToken);

    /// <summary>Repairs the routes.</summary>
    /// <param name="cancellationToken">Cancels the repair.</param>
    /// <returns>What became of it, as a clause.</returns>
    Task<string> RepairAsync(CancellationToken cancellationToken);
}
