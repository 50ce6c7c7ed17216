using System.Buffers.Binary;
using System.Security.Cryptography;
using OpenLaunch.Core.Documents;

namespace OpenLaunch.Steps.Accounts;

/// <summary>Reads a public key as the metadata service gives it: one OpenSSH line, <c>ssh-rsa AAAA... name</c>.</summary>
internal static class OpenSshRsaKey
{
    /// <summary>The type of an RSA key (RFC 4253, 6.6).</summary>
    public const string RsaType = "ssh-rsa";

    // What Windows and OpenSSL take; the time to encrypt grows by the square of it.
    private const int MostModulus = 2048;

    private const string Advice = "; check what meta-data/public-keys/0/openssh-key answers";

    /// <summary>The key's type, which is the line's first word: <c>ssh-rsa</c>, <c>ssh-ed25519</c>.</summary>
    public static string TypeOf(string line)
    {
        return line.TrimStart().Split(' ', '\t', '\r', '\n')[0];
    }

    /// <summary>Reads an RSA key, strictly.</summary>
    /// <exception cref="FormatException">It is no RSA key, or a damaged one; the message says which.</exception>
    public static RSAParameters Parse(string line)
    {
        var text = line.Trim();
        if (text.Length == 0)
            throw new FormatException($"The public key is empty{Advice}.");
        if (text.Contains('\n', StringComparison.Ordinal))
            throw new FormatException($"The public key is more than one line{Advice}.");
        var type = TypeOf(text);
        if (type != RsaType)
            throw new FormatException($"The public key's type is {Wording.Quote(type)}, not {RsaType}.");
        var fields = text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 2)
            throw Damaged("the key itself is missing behind its type");
        return ParseBlob(DecodeBase64(fields[1]));
    }

    private static byte[] DecodeBase64(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            throw Damaged("it is not base64");
        }
    }

    private static RSAParameters ParseBlob(ReadOnlySpan<byte> blob)
    {
        if (!TakeField(ref blob).SequenceEqual("ssh-rsa"u8))
            throw Damaged("the type inside is another than the type in front");
        var exponent = TakeNumber(ref blob);
        var modulus = TakeNumber(ref blob);
        if (blob.Length > 0)
            throw Damaged($"{blob.Length} bytes follow its modulus");
        if (exponent.Length > 4 || (exponent[^1] & 1) == 0 || exponent is [1])
            throw Damaged("its exponent is not an odd number of at most 32 bits");
        if (modulus.Length < 128 || (modulus[^1] & 1) == 0)
            throw Damaged("its modulus is not an odd number of at least 1024 bits");
        if (modulus.Length > MostModulus)
            throw Damaged($"its modulus has more than {MostModulus * 8} bits");
        return new RSAParameters { Exponent = exponent, Modulus = modulus };
    }

    /// <summary>Takes one length-prefixed field (RFC 4251, 5: string).</summary>
    private static ReadOnlySpan<byte> TakeField(ref ReadOnlySpan<byte> blob)
    {
        if (!BinaryPrimitives.TryReadUInt32BigEndian(blob, out var length) || length > (uint)(blob.Length - 4))
            throw Damaged("it ends in the middle of a field");
        var field = blob.Slice(4, (int)length);
        blob = blob[(4 + (int)length)..];
        return field;
    }

    /// <summary>Takes one number without its sign byte (RFC 4251, 5: mpint).</summary>
    private static byte[] TakeNumber(ref ReadOnlySpan<byte> blob)
    {
        var field = TakeField(ref blob);
        if (field.Length == 0 || field[0] > 0x7F)
            throw Damaged("one of its numbers is zero or negative");
        if (field[0] != 0)
            return field.ToArray();
        if (field.Length == 1 || field[1] <= 0x7F)
            throw Damaged("one of its numbers has a needless leading zero");
        return field[1..].ToArray();
    }

    private static FormatException Damaged(string how) => new($"The {RsaType} public key is damaged: {how}{Advice}.");
}
