using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Accounts;

namespace OpenLaunch.Steps.Tests.Accounts;

public sealed class PasswordEncryptionTests : IDisposable
{
    private readonly RSA rsa = RSA.Create(2048);

    [Fact]
    public void The_private_key_gives_the_password_back()
    {
        var encrypted = PasswordEncryption.Encrypt(PublicKey, new SecretText("Grüße-42"));
        var plain = rsa.Decrypt(Convert.FromBase64String(encrypted), RSAEncryptionPadding.Pkcs1);
        Assert.Equal("Grüße-42", Encoding.UTF8.GetString(plain));
    }

    [Fact]
    public void It_is_one_line_of_344_characters_for_a_key_of_2048_bits()
    {
        var encrypted = PasswordEncryption.Encrypt(PublicKey, PasswordGenerator.Generate());
        Assert.Equal(344, encrypted.Length);
        Assert.DoesNotContain('\n', encrypted);
    }

    [Fact]
    public void The_block_has_the_form_of_PKCS_1_version_1_5()
    {
        var password = PasswordGenerator.Generate();
        var block = RawDecrypt(Convert.FromBase64String(PasswordEncryption.Encrypt(PublicKey, password)));
        Assert.Equal(256, block.Length);
        Assert.Equal((0, 2), (block[0], block[1]));
        var end = Array.IndexOf(block, (byte)0, 2);
        Assert.Equal(password.Reveal(), Encoding.UTF8.GetString(block[(end + 1)..]));
        Assert.Equal(256 - 3 - PasswordGenerator.Length, end - 2);
    }

    [Fact]
    public void A_password_that_does_not_fit_the_key_is_refused_without_showing_it()
    {
        var refusal = Assert.Throws<InvalidOperationException>(
            () => PasswordEncryption.Encrypt(PublicKey, new SecretText(new string('x', 246))));
        Assert.Contains("246 bytes are too many for the key pair's 2048 bits", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("xx", refusal.Message, StringComparison.Ordinal);
    }

    public void Dispose() => rsa.Dispose();

    private RSAParameters PublicKey => rsa.ExportParameters(includePrivateParameters: false);

    private byte[] RawDecrypt(byte[] cipher)
    {
        var key = rsa.ExportParameters(includePrivateParameters: true);
        var number = BigInteger.ModPow(Big(cipher), Big(key.D!), Big(key.Modulus!));
        var plain = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[cipher.Length - plain.Length], .. plain];
    }

    private static BigInteger Big(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
