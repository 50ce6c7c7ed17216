using System.Security.Cryptography;

namespace OpenLaunch.Steps.Accounts;

/// <summary>What a simulated machine keeps of a password: salt and hash.</summary>
internal static class SimulatedPassword
{
    /// <summary>Few, because the machine is made up and its passwords are 198 random bits; a boot must stay quick.</summary>
    private const int Iterations = 10_000;

    /// <summary>The text to keep.</summary>
    public static string Keep(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        return $"{Convert.ToHexStringLower(salt)}:{Convert.ToHexStringLower(Hash(password, salt))}";
    }

    /// <summary>Whether a password is the kept one.</summary>
    public static bool Matches(string kept, string password)
    {
        var parts = kept.Split(':');
        return parts.Length == 2 && CryptographicOperations.FixedTimeEquals(
            Convert.FromHexString(parts[1]), Hash(password, Convert.FromHexString(parts[0])));
    }

    private static byte[] Hash(string password, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, Iterations, HashAlgorithmName.SHA256, 32);
}
