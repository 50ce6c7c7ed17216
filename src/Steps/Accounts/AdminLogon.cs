using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Accounts;

/// <summary>
/// The administrator's name and password, known only when this run set it: user data then runs as that account
/// (EC2 User Guide, How EC2 handles user data for Windows instances). One per run, in memory alone.
/// </summary>
public sealed class AdminLogon
{
    /// <summary>The account's name, or null while this run has set no password.</summary>
    public string? UserName { get; private set; }

    /// <summary>The password, or null while this run has set none.</summary>
    public SecretText? Password { get; private set; }

    /// <summary>Keeps the logon for the rest of the run.</summary>
    public void Remember(string userName, SecretText password) => (UserName, Password) = (userName, password);
}
