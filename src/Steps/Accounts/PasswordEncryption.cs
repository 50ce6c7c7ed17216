using System.Security.Cryptography;
using System.Text;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Accounts;

/// <summary>Encrypts a password so that <c>aws ec2 get-password-data --priv-launch-key</c> decrypts it.</summary>
internal static class PasswordEncryption
{
    /// <summary>The bytes that PKCS#1 v1.5 needs beside the message (RFC 8017, 7.2.1).</summary>
    private const int Padding = 11;

    /// <summary>Encrypts with RSA and PKCS#1 v1.5 padding, which is what EC2's tools expect.</summary>
    /// <returns>Standard base64 in one line: 344 characters for a key of 2048 bits.</returns>
    /// <exception cref="InvalidOperationException">The password is too long for the key.</exception>
    public static string Encrypt(RSAParameters key, SecretText password)
    {
        var plain = Encoding.UTF8.GetBytes(password.Reveal());
        using var rsa = Create();
        rsa.ImportParameters(key);
        if (plain.Length > rsa.KeySize / 8 - Padding)
            throw new InvalidOperationException(
                $"The password's {plain.Length} bytes are too many for the key pair's {rsa.KeySize} bits: shorten it.");
        try
        {
            return Convert.ToBase64String(rsa.Encrypt(plain, RSAEncryptionPadding.Pkcs1));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>CryptoAPI on Windows: CNG, which RSA.Create uses there, has no RSA encryption under Wine.</summary>
    private static RSA Create() => OperatingSystem.IsWindows() ? new RSACryptoServiceProvider() : RSA.Create();
}
