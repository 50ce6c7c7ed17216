namespace OpenLaunch.Steps.Sysprep;

/// <summary>
/// Where Windows Setup stands: <c>HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Setup\State</c>, <c>ImageState</c>.
/// </summary>
public interface ISysprepState
{
    /// <summary>Reads the image state, or null when the value cannot be read.</summary>
    string? Read();

    /// <summary>Returns when the state may have changed since the call, or when the bound is over.</summary>
    /// <param name="bound">The longest wait.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    Task WaitForChangeAsync(TimeSpan bound, CancellationToken cancellationToken);
}
