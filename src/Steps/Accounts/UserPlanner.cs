using System.Globalization;

namespace OpenLaunch.Steps.Accounts;

/// <summary>Compares a user with what is asked of it.</summary>
internal static class UserPlanner
{
    // "net user /add" puts a user there too; one in no group cannot log on at the machine.
    private static readonly string[] FallbackGroups = ["Users"];

    /// <summary>What must change beside password, groups and keys; empty when nothing must.</summary>
    public static IReadOnlyList<UserEdit> Plan(LocalAccount current, UserInputs wanted)
    {
        var edits = new List<UserEdit>();
        if (wanted.FullName is { } fullName && fullName != current.FullName)
            edits.Add(new(
                $"set the full name of the user '{wanted.Name}'",
                (accounts, token) => accounts.SetFullNameAsync(wanted.Name, fullName, token)));
        if (wanted.ExpiresOn is { } day && day != current.ExpiresOn)
            edits.Add(new(
                string.Create(CultureInfo.InvariantCulture, $"let the user '{wanted.Name}' expire on {day:yyyy-MM-dd}"),
                (accounts, token) => accounts.SetExpiryAsync(wanted.Name, day, token)));
        if (wanted.Enabled is { } enabled && enabled != current.Enabled)
            edits.Add(new(
                $"{(enabled ? "enable" : "disable")} the user '{wanted.Name}'",
                (accounts, token) => accounts.SetEnabledAsync(wanted.Name, enabled, token)));
        return edits;
    }

    /// <summary>The groups that the user is to be in.</summary>
    public static IReadOnlyList<string> Groups(UserInputs wanted) => wanted.Groups.Count > 0 ? wanted.Groups : FallbackGroups;
}

/// <summary>One act on a user.</summary>
/// <param name="Description">What it does; never a secret.</param>
internal sealed record UserEdit(string Description, Func<ILocalAccounts, CancellationToken, Task> ApplyAsync);
