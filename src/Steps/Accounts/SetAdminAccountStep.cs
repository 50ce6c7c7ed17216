using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Steps.Accounts;

/// <summary>Gives the administrator a password and prints it on the console, encrypted for the instance's key pair.</summary>
/// <param name="logon">Learns the password, for user data.</param>
/// <param name="secrets">The configuration, which keeps no password that was used.</param>
[Step(
    "setAdminAccount", "Sets the administrator's password and prints it encrypted on the console",
    Frequency = StepFrequency.PerInstance)]
public sealed class SetAdminAccountStep(ILocalAccounts accounts, AdminLogon logon, ConfiguredSecrets secrets)
    : Step<SetAdminAccountInputs>
{
    private const string DomainController =
        "this is a domain controller, whose administrator is that of the whole domain; change its password there";

    private const string NoPort =
        "the port of the instance console is busy or absent. Close the program that holds it, such as the special administration "
        + "console.";

    private const string TakenOut =
        "Message: The configuration's password was used before and taken out of its file, so this instance gets a random one.";

    internal const string KeyPath = "meta-data/public-keys/0/openssh-key";

    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(
        SetAdminAccountInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await EnsureAsync(inputs, context, cancellationToken);
        }
        catch (Exception refusal) when (refusal is MachineException or MetadataException
            or FormatException or InvalidOperationException or CryptographicException) // a key that cannot encrypt it
        {
            TellNotSet(refusal.Message, context);
            throw;
        }
    }

    private async Task<StepOutcome> EnsureAsync(
        SetAdminAccountInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        if (inputs.Password.Type == PasswordType.DoNothing)
        {
            context.Logger.LogInformation("The configuration leaves the administrator's password as it is.");
            return StepOutcome.Done;
        }

        if (accounts.IsDomainController)
            return LeaveAlone(DomainController, context);

        // The key comes first: a password that nobody can read must never be set.
        var keyLine = await context.Metadata.GetAsync(KeyPath, cancellationToken);
        if (WhyNoKey(keyLine) is { } reason)
        {
            var skipped = LeaveAlone(reason, context);
            return await TakeOutAsync(inputs.Password, context, cancellationToken) ?? skipped;
        }

        var key = OpenSshRsaKey.Parse(keyLine!);

        var account = Find(await accounts.ListAsync(cancellationToken), inputs.Name);
        if (account is null)
        {
            TellNotSet(WhyNoAccount(inputs.Name), context);
            return StepOutcome.Failed(WhyNoAccount(inputs.Name));
        }

        if (inputs.Password is { Type: PasswordType.Static, IsTakenOut: true } && !context.DryRun)
            context.Console.WriteLine(ConsoleTopic.Password, TakenOut);
        var outcome = await SetAsync(account, NewPassword(inputs.Password), key, context, cancellationToken);
        return outcome is StepOutcome.FailedOutcome
            ? outcome
            : await TakeOutAsync(inputs.Password, context, cancellationToken) ?? outcome;
    }

    /// <summary>Takes a password that was used, or that nobody will use, out of the configuration.</summary>
    /// <returns>The failure; null: it is not there, or no longer.</returns>
    private async Task<StepOutcome?> TakeOutAsync(
        PasswordInputs password, StepContext context, CancellationToken cancellationToken)
    {
        if (password is not { Type: PasswordType.Static, Data: { Reference: null } data, IsTakenOut: false })
            return null;
        try
        {
            await secrets.RemoveAsync(data, "the administrator's password", context, cancellationToken);
            return null;
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            return StepOutcome.Failed(
                $"The password cannot be taken out of the configuration, so it still stands there: {refusal.Message}");
        }
    }

    private async Task<StepOutcome> SetAsync(
        LocalAccount account, SecretText password, RSAParameters key, StepContext context, CancellationToken cancellationToken)
    {
        var encrypted = PasswordEncryption.Encrypt(key, password);
        if (!context.DryRun && !await context.Console.OpenAsync(ConsoleTopic.Password, cancellationToken))
            return StepOutcome.Failed(
                $"The password of {account.Name} is not changed, for nobody could read a new one: {NoPort}");
        await context.ChangeAsync(
            $"set a new password for {account.Name}",
            token => accounts.SetPasswordAsync(account.Name, password, token),
            cancellationToken);
        var refusal = await WhyNotReadyAsync(account, context, cancellationToken);
        if (context.DryRun)
            return StepOutcome.Done;
        logon.Remember(account.Name, password);
        context.Console.WriteLine(ConsoleTopic.Password, $"Username: {account.Name}");
        var block = $"Password: <Password>\r\n{encrypted}\r\n</Password>";
        if (!await context.Console.WriteLineAsync(ConsoleTopic.Password, block, cancellationToken))
            return StepOutcome.Failed($"The new password of {account.Name} reached nobody; the next run sets another: {NoPort}");
        context.Logger.LogInformation("The password of {Account} is on the console, encrypted.", account.Name);
        if (refusal is null)
            return StepOutcome.Done;
        context.Console.WriteLine(ConsoleTopic.Password, $"Message: {account.Name} cannot log on yet: {refusal}");
        return StepOutcome.Failed($"{account.Name} has its new password, and cannot log on yet: {refusal}");
    }

    /// <summary>The password is set by now: unread it locks all out, read it serves once the reason is mended.</summary>
    private async Task<string?> WhyNotReadyAsync(LocalAccount account, StepContext context, CancellationToken cancellationToken)
    {
        if (account.LogonRemedies() is not { Count: > 0 } remedies)
            return null;
        try
        {
            await context.ChangeAsync(
                $"make {account.Name} ready to log on: {string.Join(", ", remedies)}",
                token => accounts.EnableAsync(account.Name, token),
                cancellationToken);
            return null;
        }
        catch (MachineException refusal)
        {
            return refusal.Message.ReplaceLineEndings(" ");
        }
    }

    private static StepOutcome LeaveAlone(string reason, StepContext context)
    {
        context.Logger.LogWarning("The administrator's password is not changed: {Reason}.", reason);
        if (!context.DryRun)
            context.Console.WriteLine(ConsoleTopic.Password, $"Message: Administrator password not changed: {reason}.");
        return StepOutcome.Skipped(reason);
    }

    /// <summary>Whoever waits for a password on the console learns there that none comes.</summary>
    private static void TellNotSet(string reason, StepContext context)
    {
        if (!context.DryRun)
            context.Console.WriteLine(
                ConsoleTopic.Password, $"Message: Administrator password not set: {reason.ReplaceLineEndings(" ")}");
    }

    private static string? WhyNoKey(string? keyLine)
    {
        if (string.IsNullOrWhiteSpace(keyLine))
            return "the instance has no key pair, so nobody could read a new password; launch it with an RSA key pair";
        var type = OpenSshRsaKey.TypeOf(keyLine);
        return type == OpenSshRsaKey.RsaType
            ? null
            : $"the key pair's type is {Wording.Short(type)}, which cannot encrypt a password; launch with an RSA key pair";
    }

    private static LocalAccount? Find(IReadOnlyList<LocalAccount> all, string? name) => all.FirstOrDefault(account =>
        name is null ? account.IsBuiltInAdministrator : string.Equals(account.Name, name, StringComparison.OrdinalIgnoreCase));

    private static string WhyNoAccount(string? name) => name is null
        ? "There is no built-in administrator (SID S-1-5-21-...-500) on this machine: name another account in the inputs."
        : $"There is no local account '{name}': create it first, or leave the name out for the built-in administrator.";

    private static SecretText NewPassword(PasswordInputs inputs) => inputs is { Type: PasswordType.Static, IsTakenOut: false }
        ? inputs.Data ?? throw new InvalidOperationException("password.data is missing for the type static.")
        : PasswordGenerator.Generate();
}
