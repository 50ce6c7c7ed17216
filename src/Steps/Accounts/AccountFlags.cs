namespace OpenLaunch.Steps.Accounts;

/// <summary>Compares an account with one that can log on for good.</summary>
public static class AccountFlags
{
    /// <summary>What must change, as phrases; empty when nothing must.</summary>
    /// <param name="account">The account.</param>
    public static IReadOnlyList<string> Differences(LocalAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        List<string> differences = [];
        if (!account.Enabled)
            differences.Add("enable it");
        if (!account.PasswordRequired)
            differences.Add("require a password");
        if (account.Expires)
            differences.Add("remove its expiry date");
        if (account.MustChangePassword)
            differences.Add("keep the password at logon");
        return differences;
    }
}
