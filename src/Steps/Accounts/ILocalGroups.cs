namespace OpenLaunch.Steps.Accounts;

/// <summary>
/// The local groups. <c>Administrators</c>, <c>Users</c> and <c>Remote Desktop Users</c> name the built-in groups in a Windows
/// of any language.
/// </summary>
public interface ILocalGroups
{
    /// <summary>Finds a group.</summary>
    /// <param name="name">Its name in any letter case.</param>
    /// <returns>The group, or null when there is none.</returns>
    Task<LocalGroup?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Makes an empty group.</summary>
    /// <param name="name">Its name, at most 256 characters.</param>
    Task CreateAsync(string name, CancellationToken cancellationToken);

    /// <summary>Puts an account into a group.</summary>
    /// <param name="memberSid">The account's security identifier as text.</param>
    Task AddMemberAsync(string name, string memberSid, CancellationToken cancellationToken);
}

/// <summary>A local group.</summary>
/// <param name="MemberSids">The security identifiers of all that are in it.</param>
public sealed record LocalGroup(string Name, IReadOnlyList<string> MemberSids);
