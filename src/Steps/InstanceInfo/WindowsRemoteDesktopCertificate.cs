using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Win32;

namespace OpenLaunch.Steps.InstanceInfo;

/// <summary>
/// The certificate of the listener RDP-Tcp: the one that an administrator bound, else the newest that Remote Desktop
/// Services made for itself. It makes one when it first starts, so there may be none yet.
/// </summary>
[SupportedOSPlatform("windows")]
internal static class WindowsRemoteDesktopCertificate
{
    private const string ListenerKey = @"SYSTEM\CurrentControlSet\Control\Terminal Server\WinStations\RDP-Tcp";

    public static string? ReadThumbprint() => ReadBound() ?? ReadNewest();

    private static string? ReadBound()
    {
        using var key = Registry.LocalMachine.OpenSubKey(ListenerKey);

        // All zeros means none; EC2Launch once printed it as a thumbprint.
        return key?.GetValue("SSLCertificateSHA1Hash") is byte[] hash && hash.AsSpan().ContainsAnyExcept((byte)0)
            ? Convert.ToHexString(hash)
            : null;
    }

    private static string? ReadNewest()
    {
        using var store = new X509Store("Remote Desktop", StoreLocation.LocalMachine);
        try
        {
            store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
        }
        catch (CryptographicException)
        {
            return null; // the store comes with the first certificate
        }

        var certificates = store.Certificates;
        var newest = certificates.MaxBy(certificate => certificate.NotBefore)?.Thumbprint.ToUpperInvariant();
        foreach (var certificate in certificates)
            certificate.Dispose();
        return newest;
    }
}
