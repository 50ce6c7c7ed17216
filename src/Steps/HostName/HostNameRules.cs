namespace OpenLaunch.Steps.HostName;

/// <summary>
/// What Windows accepts as the name of a computer ("Naming conventions in Active Directory", NetBIOS computer names).
/// </summary>
internal static class HostNameRules
{
    public const int MaximumLength = 15;

    public static string? Violation(string name)
    {
        if (name.Length == 0)
            return "is empty";
        if (name.Length > MaximumLength)
            return $"has {name.Length} characters; at most {MaximumLength} are allowed";
        if (name.Where(c => !char.IsAsciiLetterOrDigit(c) && c != '-').Select(c => (char?)c).FirstOrDefault() is { } bad)
        {
            var what = char.IsControl(bad) ? "a control character" : $"'{bad}'";
            return $"holds {what}; only a-z, A-Z, 0-9 and hyphens are allowed";
        }

        if (name[0] == '-' || name[^1] == '-')
            return "begins or ends with a hyphen, which is not allowed";
        return name.All(char.IsAsciiDigit) ? "consists of digits only, which is not allowed" : null;
    }
}
