using System.Buffers.Binary;
using System.Security.Cryptography;

namespace OpenLaunch.Steps.Simulation;

/// <summary>The RSA key pair that a simulated instance was launched with.</summary>
/// <param name="key">The key with its private part.</param>
public sealed class SimulatedKeyPair(RSA key) : IDisposable
{
    /// <summary>The private key's file in the state folder.</summary>
    public const string FileName = "keypair.pem";

    /// <summary>The public key as instance metadata shows it.</summary>
    public string OpenSshPublicKey
    {
        get
        {
            var parameters = key.ExportParameters(includePrivateParameters: false);
            var blob = new MemoryStream();
            WriteField(blob, "ssh-rsa"u8);
            WriteField(blob, parameters.Exponent);
            // A number whose first bit is set would read as negative (RFC 4251, section 5).
            WriteField(blob, [0, .. parameters.Modulus!]);
            return $"ssh-rsa {Convert.ToBase64String(blob.ToArray())} simulated-key";
        }
    }

    /// <summary>Reads the key pair of a state folder, or makes one.</summary>
    /// <param name="stateFolder">The state folder.</param>
    /// <param name="keep">Whether a new key pair is written there; a dry run writes nothing.</param>
    public static SimulatedKeyPair Open(string stateFolder, bool keep)
    {
        var path = Path.Combine(stateFolder, FileName);
        if (File.Exists(path))
        {
            var known = RSA.Create();
            known.ImportFromPem(File.ReadAllText(path));
            return new SimulatedKeyPair(known);
        }

        var key = RSA.Create(2048);
        if (keep)
        {
            File.WriteAllText(path + ".new", key.ExportRSAPrivateKeyPem());
            File.Move(path + ".new", path, overwrite: true);
        }

        return new SimulatedKeyPair(key);
    }

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();

    private static void WriteField(Stream blob, ReadOnlySpan<byte> field)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, field.Length);
        blob.Write(length);
        blob.Write(field);
    }
}
