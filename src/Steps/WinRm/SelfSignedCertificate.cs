using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OpenLaunch.Steps.WinRm;

/// <summary>A certificate of a server that nobody but itself vouches for.</summary>
internal static class SelfSignedCertificate
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1"; // "Configuring WinRM for HTTPS" asks for this use
    private const int KeyBits = 2048;

    /// <returns>The certificate with its key, as PKCS #12 without a password.</returns>
    public static byte[] Make(string name, DateTimeOffset now)
    {
        using var key = RSA.Create(KeyBits);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new(ServerAuthentication)], critical: false));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        using var made = request.CreateSelfSigned(now.AddDays(-1), WinRmCertificate.EndOf(now));
        return made.Export(X509ContentType.Pkcs12);
    }
}
