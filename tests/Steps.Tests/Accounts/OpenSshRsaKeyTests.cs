using System.Security.Cryptography;
using CsCheck;
using OpenLaunch.Steps.Accounts;

namespace OpenLaunch.Steps.Tests.Accounts;

public class OpenSshRsaKeyTests
{
    private static readonly byte[] Exponent = [1, 0, 1];
    private static readonly byte[] Modulus = [0x80, .. new byte[254], 1];

    [Theory]
    [InlineData(1024)]
    [InlineData(2048)]
    [InlineData(3072)]
    public void Reads_what_OpenSSH_writes(int bits)
    {
        using var rsa = RSA.Create(bits);
        var expected = rsa.ExportParameters(includePrivateParameters: false);
        var read = OpenSshRsaKey.Parse(OpenSshLine.Of(rsa));
        Assert.Equal(expected.Modulus, read.Modulus);
        Assert.Equal(expected.Exponent, read.Exponent);
    }

    [Fact]
    public void Reads_a_key_that_ssh_keygen_made()
    {
        // ssh-keygen -t rsa -b 1024; the modulus was printed with: ssh-keygen -e -m pkcs8 | openssl rsa -pubin -modulus.
        const string line =
            "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQC9bqSLUSUcTJo55oDuJEGeX4nmsoBaqGvez2v+EPbVZXSGmybD+kHKzCtvZN7cBiq95qPk"
            + "cAPRk/jl7012st8/ZdxFXFSZEXBvRnNx+Qow2Q8UMakgKy0MVHbxIiyqq9EJaq8pOqXT7eR/LFjnn25cWoQTRoie5q5Omhrn2opz9w== test";
        var read = OpenSshRsaKey.Parse(line);
        Assert.StartsWith("BD6EA48B51251C4C9A39E680EE24419E", Convert.ToHexString(read.Modulus!), StringComparison.Ordinal);
        Assert.Equal(Exponent, read.Exponent);
    }

    [Theory]
    [InlineData("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGwoidfrhsm14d my-key", "'ssh-ed25519'")]
    [InlineData("ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTY= my-key", "'ecdsa-sha2-nistp256'")]
    [InlineData("-----BEGIN RSA PUBLIC KEY-----", "'-----BEGIN'")]
    [InlineData("", "is empty")]
    [InlineData("ssh-rsa", "missing")]
    [InlineData("ssh-rsa AAAA!B3Nz my-key", "not base64")]
    [InlineData("ssh-rsa AAAAB3NzaC1yc2E= my-key", "ends in the middle of a field")]
    [InlineData("ssh-rsa AAAA\nssh-rsa AAAA", "more than one line")]
    public void Says_what_is_wrong_with_other_texts(string line, string complaint) =>
        Assert.Contains(
            complaint, Assert.Throws<FormatException>(() => OpenSshRsaKey.Parse(line)).Message, StringComparison.Ordinal);

    public static TheoryData<string, byte[]> DamagedBlobs() => new()
    {
        { "another than the type in front", [.. Type("ssh-dss"), .. Number(Exponent), .. Number(Modulus)] },
        { "4 bytes follow", [.. Type("ssh-rsa"), .. Number(Exponent), .. Number(Modulus), 0, 0, 0, 0] },
        { "exponent", [.. Type("ssh-rsa"), .. Number([2]), .. Number(Modulus)] },
        { "exponent", [.. Type("ssh-rsa"), .. Number([1, 2, 3, 4, 5]), .. Number(Modulus)] },
        { "at least 1024 bits", [.. Type("ssh-rsa"), .. Number(Exponent), .. Number([0x71])] },
        { "more than 16384 bits", [.. Type("ssh-rsa"), .. Number(Exponent), .. Number([.. Enumerable.Repeat((byte)0x71, 2049)])] },
        { "zero or negative", [.. Type("ssh-rsa"), .. Number(Exponent), .. OpenSshLine.Field(Modulus)] },
        { "needless leading zero", [.. Type("ssh-rsa"), .. OpenSshLine.Field([0, 3]), .. Number(Modulus)] },
    };

    [Theory]
    [MemberData(nameof(DamagedBlobs))]
    public void Says_how_a_key_is_damaged(string complaint, byte[] blob) => Assert.Contains(
        complaint,
        Assert.Throws<FormatException>(() => OpenSshRsaKey.Parse(OpenSshLine.Of("ssh-rsa", blob))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Any_bytes_are_a_key_or_a_format_error() => Gen.Byte.Array[0, 300].Sample(bytes =>
    {
        var mostlyKey = OpenSshLine.Of("ssh-rsa", [.. Type("ssh-rsa"), .. bytes]);
        Assert.IsType<FormatException>(Record.Exception(() => OpenSshRsaKey.Parse(mostlyKey)));
    });

    private static byte[] Type(string type) => OpenSshLine.Field(System.Text.Encoding.ASCII.GetBytes(type));

    private static byte[] Number(byte[] unsigned) => OpenSshLine.Number(unsigned);
}
