using System.Net;

namespace OpenLaunch.Steps.Activation;

/// <summary>Finds out whether a key management service can be reached.</summary>
public interface IKmsProbe
{
    /// <summary>Opens a TCP connection and closes it again.</summary>
    /// <param name="server">The address and port.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>Whether it opened; an attempt takes at most a few seconds.</returns>
    Task<bool> OpensAsync(IPEndPoint server, CancellationToken cancellationToken);
}
