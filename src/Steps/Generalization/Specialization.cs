using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Generalization;

/// <summary>
/// What the answer file has done to a new instance in the specialize pass: a password that nobody knows, then Remote Desktop
/// open again. Generalizing leaves the administrator's password empty, so Remote Desktop stays closed without a new one.
/// </summary>
internal sealed class Specialization(ILocalAccounts accounts, IRemoteDesktop remoteDesktop)
{
    /// <summary>The acts in their order; one that fails keeps the next from being done.</summary>
    public IEnumerable<InstallationAct> Acts()
    {
        yield return new InstallationAct(
            "set a random password for the built-in administrator", token => RandomizeAsync(accounts, name: null, token));
        yield return InstallationAct.Of("open Remote Desktop", () => remoteDesktop.Set(open: true));
    }

    /// <summary>Gives an account a password that nobody knows, and lets it log on.</summary>
    /// <param name="name">The account; null: the built-in administrator, whatever its name is.</param>
    /// <exception cref="WindowsException">There is no such account.</exception>
    public static async Task RandomizeAsync(ILocalAccounts accounts, string? name, CancellationToken cancellationToken)
    {
        // Sysprep refuses a domain controller; who calls this there by hand must not change the password of the domain's.
        if (accounts.IsDomainController)
            return;
        var all = await accounts.ListAsync(cancellationToken);
        var account = all.FirstOrDefault(account => name is null
                ? account.IsBuiltInAdministrator
                : account.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new WindowsException(
                name is null ? "There is no built-in administrator (SID S-1-5-21-...-500) on this machine."
                    : $"There is no local account {name}.", null);
        await accounts.SetPasswordAsync(account.Name, PasswordGenerator.Generate(), cancellationToken);
        if (account.LogonRemedies().Count > 0)
            await accounts.EnableAsync(account.Name, cancellationToken);
    }
}
