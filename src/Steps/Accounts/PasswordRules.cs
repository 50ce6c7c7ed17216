namespace OpenLaunch.Steps.Accounts;

/// <summary>What Windows asks of a password (Microsoft Learn, "Password must meet complexity requirements").</summary>
internal static class PasswordRules
{
    /// <summary>The classes, of the four there are, that a password must have characters of.</summary>
    public const int RequiredClasses = 3;

    /// <summary>The longest password that Windows takes through its user interfaces, in characters.</summary>
    public const int MaxLength = 127;

    private const int ShortestNameThatCounts = 3;

    /// <summary>Counts the classes that occur: upper case, lower case, digits, all others.</summary>
    public static int CountClasses(ReadOnlySpan<char> password)
    {
        var (upper, lower, digit, other) = (0, 0, 0, 0);
        foreach (var character in password)
        {
            if (char.IsUpper(character))
                upper = 1;
            else if (char.IsLower(character))
                lower = 1;
            else if (char.IsDigit(character))
                digit = 1;
            else
                other = 1;
        }

        return upper + lower + digit + other;
    }

    /// <summary>Says what is wrong with a given password, or null when nothing is. Never quotes it.</summary>
    public static string? Problem(string password, string? user = null)
    {
        if (password.Length == 0)
            return "must not be empty";
        if (password.Length > MaxLength)
            return $"is longer than the {MaxLength} characters that Windows takes";
        if (user is { Length: >= ShortestNameThatCounts } && password.Contains(user, StringComparison.OrdinalIgnoreCase))
            return "holds the account's name, which Windows does not take";
        return CountClasses(password) >= RequiredClasses
            ? null
            : $"is too weak for Windows: use at least {RequiredClasses} of upper case, lower case, digits and other characters";
    }
}
