namespace OpenLaunch.Steps.InstanceInfo;

/// <summary>The certificate that the Remote Desktop listener shows.</summary>
public interface IRemoteDesktopCertificate
{
    /// <summary>Its SHA-1 thumbprint in upper-case hex, or null when there is none yet.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<string?> ReadThumbprintAsync(CancellationToken cancellationToken);
}
