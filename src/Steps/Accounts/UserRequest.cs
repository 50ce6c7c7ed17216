using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Accounts;

/// <summary>A local user as cloud-config's <c>users</c> asks for it. What is null is left as it is.</summary>
/// <param name="Name">The name.</param>
internal sealed record UserRequest(string Name)
{
    /// <summary>The full name (<c>gecos</c>).</summary>
    public string? FullName { get; init; }

    /// <summary>The local groups, <c>primary_group</c> first.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The password, in plain text as cloudbase-init has it.</summary>
    public SecretText? Password { get; init; }

    /// <summary>Whether the user may log on (<c>inactive</c> turned round).</summary>
    public bool? Enabled { get; init; }

    /// <summary>The first day on which the account is no longer valid, in UTC.</summary>
    public DateOnly? ExpiresOn { get; init; }

    /// <summary>Public keys, one line each.</summary>
    public IReadOnlyList<string> AuthorizedKeys { get; init; } = [];
}

/// <summary>A local group as cloud-config's <c>groups</c> asks for it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Members">Local users to be in it; others in it stay.</param>
internal sealed record GroupRequest(string Name, IReadOnlyList<string> Members);
