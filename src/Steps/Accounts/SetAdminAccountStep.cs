using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Accounts;

/// <summary>Gives the administrator a password and prints it on the console, encrypted for the instance's key pair.</summary>
/// <param name="logon">Learns the password, for user data.</param>
[Step(
    "setAdminAccount", "Sets the administrator's password and prints it encrypted on the console",
    Frequency = StepFrequency.PerInstance)]
public sealed class SetAdminAccountStep(ILocalAccounts accounts, AdminLogon logon) : Step<SetAdminAccountInputs>
{
    private const string DomainController =
        "this is a domain controller, whose administrator is that of the whole domain; change its password there";

    private const string NoPort =
        "the port of the instance console is busy or absent. Close the program that holds it, such as the special administration "
        + "console.";

    private const string KeyPath = "meta-data/public-keys/0/openssh-key";

    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(
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
            return LeaveAlone(reason, context);
        var key = OpenSshRsaKey.Parse(keyLine!);

        var account = Find(await accounts.ListAsync(cancellationToken), inputs.Name);
        if (account is null)
            return StepOutcome.Failed(WhyNoAccount(inputs.Name));
        return await SetAsync(account, NewPassword(inputs.Password), key, context, cancellationToken);
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
        if (account.LogonRemedies() is { Count: > 0 } remedies)
        {
            await context.ChangeAsync(
                $"make {account.Name} ready to log on: {string.Join(", ", remedies)}",
                token => accounts.EnableAsync(account.Name, token),
                cancellationToken);
        }

        if (context.DryRun)
            return StepOutcome.Done;
        logon.Remember(account.Name, password);
        context.Console.WriteLine(ConsoleTopic.Password, $"Username: {account.Name}");
        var block = $"Password: <Password>\r\n{encrypted}\r\n</Password>";
        if (!await context.Console.WriteLineAsync(ConsoleTopic.Password, block, cancellationToken))
            return StepOutcome.Failed($"The new password of {account.Name} reached nobody; the next run sets another: {NoPort}");
        context.Logger.LogInformation("The password of {Account} is on the console, encrypted.", account.Name);
        return StepOutcome.Done;
    }

    private static StepOutcome LeaveAlone(string reason, StepContext context)
    {
        context.Logger.LogWarning("The administrator's password is not changed: {Reason}.", reason);
        if (!context.DryRun)
            context.Console.WriteLine(ConsoleTopic.Password, $"Message: Administrator password not changed: {reason}.");
        return StepOutcome.Skipped(reason);
    }

    private static string? WhyNoKey(string? keyLine)
    {
        if (string.IsNullOrWhiteSpace(keyLine))
            return "the instance has no key pair, so nobody could read a new password; launch it with an RSA key pair";
        var type = OpenSshRsaKey.TypeOf(keyLine);
        return type == OpenSshRsaKey.RsaType
            ? null
            : $"the key pair's type is {type}, which cannot encrypt a password; launch with an RSA key pair";
    }

    private static LocalAccount? Find(IReadOnlyList<LocalAccount> all, string? name) => all.FirstOrDefault(account =>
        name is null ? account.IsBuiltInAdministrator : string.Equals(account.Name, name, StringComparison.OrdinalIgnoreCase));

    private static string WhyNoAccount(string? name) => name is null
        ? "There is no built-in administrator (SID S-1-5-21-...-500) on this machine: name another account in the inputs."
        : $"There is no local account '{name}': create it first, or leave the name out for the built-in administrator.";

    private static SecretText NewPassword(PasswordInputs inputs) => inputs.Type == PasswordType.Static
        ? inputs.Data ?? throw new InvalidOperationException("password.data is missing for the type static.")
        : PasswordGenerator.Generate();
}
