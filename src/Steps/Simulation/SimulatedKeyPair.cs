using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Journal;

namespace OpenLaunch.Steps.Simulation;

/// <summary>
/// The RSA key pair of a simulated instance, the same for all: to make one takes a tenth of a second, and it protects nothing but
/// the password of a machine that does not exist. The private key is put into a file, so that people can decrypt the password;
/// one that is there already counts.
/// </summary>
internal sealed class SimulatedKeyPair(string path, bool keep = true)
{
    private const string Name = "openlaunch-simulated";

    private readonly Lock gate = new();
    private string? openSsh;

    /// <summary>The public key as metadata gives it: <c>ssh-rsa BASE64 NAME</c>.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public string OpenSshKey
    {
        get
        {
            lock (gate)
                return openSsh ??= Load();
        }
    }

    private string Load()
    {
        var pem = Embedded("pem");
        if (!File.Exists(path))
        {
            if (keep)
                Keep(pem);
        }
        else if (File.ReadAllText(path) is var kept && kept != pem)
        {
            return PublicOf(kept);
        }

        return Embedded("pub");
    }

    private static string Embedded(string kind) =>
        Encoding.ASCII.GetString(EmbeddedResource.Read(typeof(SimulatedKeyPair).Assembly, $"simulated-key-pair.{kind}"));

    private string PublicOf(string pem)
    {
        using var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(pem);
        }
        catch (Exception error) when (error is ArgumentException or CryptographicException)
        {
            throw new IOException($"{path} holds no RSA private key in PEM form. Delete it to get the usual one.", error);
        }

        return ToOpenSsh(rsa.ExportParameters(includePrivateParameters: false));
    }

    private void Keep(string pem)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            AtomicFile.Write(path, Encoding.ASCII.GetBytes(pem), next => new FileStream(next, options));
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            // A disk that refuses it stops no boot: an instance has its key all the same, and the next run tries again.
        }
    }

    /// <summary>The public key in the form of RFC 4253, section 6.6: three fields, each with its length before it.</summary>
    private static string ToOpenSsh(RSAParameters key)
    {
        using var blob = new MemoryStream();
        Field(Encoding.ASCII.GetBytes("ssh-rsa"));
        Field(Unsigned(key.Exponent!));
        Field(Unsigned(key.Modulus!));
        return $"ssh-rsa {Convert.ToBase64String(blob.ToArray())} {Name}";

        void Field(ReadOnlySpan<byte> bytes)
        {
            Span<byte> length = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            blob.Write(length);
            blob.Write(bytes);
        }
    }

    /// <summary>A number of the wire format is signed: a leading zero keeps one with a high first bit positive.</summary>
    private static byte[] Unsigned(byte[] number) => number[0] < 0x80 ? number : [0, .. number];
}
