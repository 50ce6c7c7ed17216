using System.Security.Cryptography;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Accounts;

/// <summary>Makes random passwords of the form that EC2Launch makes: 32 of 73 characters, about 198 bits.</summary>
internal static class PasswordGenerator
{
    public const int Length = 32;

    /// <summary>The characters that occur: ASCII letters, 2 to 9, thirteen signs; 0 and 1 are hard to tell.</summary>
    public const string Alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ23456789()!@$%-=.?*;&";

    /// <summary>A new password; it meets <see cref="PasswordRules"/>.</summary>
    public static SecretText Generate()
    {
        while (true)
        {
            // GetString draws from the system's CSPRNG and rejects instead of taking remainders, so no character is favoured.
            var candidate = RandomNumberGenerator.GetString(Alphabet, Length);
            if (PasswordRules.Problem(candidate) is null)
                return new SecretText(candidate);
        }
    }
}
