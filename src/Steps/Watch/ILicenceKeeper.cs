namespace OpenLaunch.Steps.Watch;

/// <summary>Looks after the activation of Windows, for <see cref="NetworkWatch"/>.</summary>
public interface ILicenceKeeper
{
    /// <summary>Asks for activation where little of it is left.</summary>
    /// <param name="cancellationToken">Cancels the act.</param>
    /// <returns>What was found or done, as a clause.</returns>
    Task<string> KeepAsync(CancellationToken cancellationToken);
}
