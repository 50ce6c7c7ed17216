using System.CommandLine;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.Generalization;

namespace OpenLaunch.Runner.Commands;

/// <summary>
/// <c>internal randomize-password</c>: what the answer file of EC2Launch v2 calls in the specialize pass; hidden, since nobody
/// else need.
/// </summary>
internal static class InternalCommand
{
    private const string Verb = "internal";

    public static Command Create()
    {
        var name = CommonOptions.Filled(new Option<string?>("--username")
        {
            Description = "The account. Default: the built-in administrator.", HelpName = "name",
        });
        var randomize = new VerbCommand(
            "randomize-password", "Sets a random password that nobody knows.", VerbCommand.ActCodes,
            "internal randomize-password --username Administrator")
        {
            name,
        };
        randomize.SetAction((parsed, cancellationToken) => WindowsOnly.Demand(Verb)
            ? RandomizeAsync(parsed.GetValue(name), cancellationToken)
            : Task.FromResult(ExitCode.Usage));
        return new VerbCommand(Verb, "What answer files call.", VerbCommand.ActCodes)
        {
            Hidden = true, Subcommands = { randomize, CreateDecryption() },
        };
    }

    /// <summary>What <c>run --simulate</c> names where there is no openssl.</summary>
    private static VerbCommand CreateDecryption()
    {
        var key = new Option<string>("--key") { Description = "The key pair, in PEM form.", HelpName = "file", Required = true };
        var text = new Argument<string>("password") { Description = "The password as the console shows it, in base 64." };
        var decrypt = new VerbCommand(
            "decrypt-password", "Decrypts the password of a simulated instance.", VerbCommand.ActCodes,
            "internal decrypt-password --key .openlaunch/key-pair.pem TEXT")
        {
            key, text,
        };
        decrypt.SetAction(parsed =>
        {
            try
            {
                using var rsa = RSA.Create();
                rsa.ImportFromPem(File.ReadAllText(parsed.GetValue(key)!));
                var password = rsa.Decrypt(
                    Convert.FromBase64String(parsed.GetValue(text)!), RSAEncryptionPadding.Pkcs1);
                Console.Out.WriteLine(Encoding.UTF8.GetString(password));
                return ExitCode.Done;
            }
            catch (Exception exception) when (exception is CryptographicException or ArgumentException or FormatException)
            {
                throw new UsageException($"{parsed.GetValue(key)} does not decrypt that text: {exception.Message}");
            }
        });
        return decrypt;
    }

    [SupportedOSPlatform("windows")]
    private static async Task<int> RandomizeAsync(string? name, CancellationToken cancellationToken)
    {
        await Specialization.RandomizeAsync(new WindowsLocalAccounts(), name, cancellationToken);
        return ExitCode.Done;
    }
}
