using System.Buffers.Binary;
using System.Security.Cryptography;

namespace OpenLaunch.Steps.Tests.Accounts;

/// <summary>Writes public keys as OpenSSH does.</summary>
internal static class OpenSshLine
{
    public static string Of(RSA key)
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return Of("ssh-rsa", [.. Field("ssh-rsa"u8.ToArray()), .. Number(parameters.Exponent!), .. Number(parameters.Modulus!)]);
    }

    public static string Of(string type, byte[] blob) => $"{type} {Convert.ToBase64String(blob)} my-key\n";

    public static byte[] Field(byte[] content)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        return [.. length, .. content];
    }

    public static byte[] Number(byte[] unsigned) => Field(unsigned[0] > 0x7F ? [0, .. unsigned] : unsigned);
}
