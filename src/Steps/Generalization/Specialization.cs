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
        yield return new InstallationAct("set a random password for the built-in administrator", SetPasswordAsync);
        yield return InstallationAct.Of("open Remote Desktop", () => remoteDesktop.Set(open: true));
    }

    private async Task SetPasswordAsync(CancellationToken cancellationToken)
    {
        // Sysprep refuses a domain controller; who calls this there by hand must not change the password of the domain's.
        if (accounts.IsDomainController)
            return;
        var all = await accounts.ListAsync(cancellationToken);
        var administrator = all.FirstOrDefault(account => account.IsBuiltInAdministrator)
            ?? throw new WindowsException("There is no built-in administrator (SID S-1-5-21-...-500) on this machine.", null);
        await accounts.SetPasswordAsync(administrator.Name, PasswordGenerator.Generate(), cancellationToken);
        if (administrator.LogonRemedies().Count > 0)
            await accounts.EnableAsync(administrator.Name, cancellationToken);
    }
}
