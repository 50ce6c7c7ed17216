using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Accounts;

/// <summary>The inputs of <see cref="AddUsersStep"/>. No rule repeats a value: a password may stand under a wrong key.</summary>
public sealed record AddUsersInputs : IValidatableObject
{
    [Description("The local users that are to be")]
    [Holds(typeof(UserInputs))]
    public IReadOnlyList<UserInputs> Users { get; init; } = [];

    [Description("The local groups that are to be")]
    [Holds(typeof(GroupInputs))]
    public IReadOnlyList<GroupInputs> Groups { get; init; } = [];

    [Description("Public keys of the administrators, one line each")]
    public IReadOnlyList<string> AuthorizedKeys { get; init; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Users.Count + Groups.Count + AuthorizedKeys.Count == 0)
            yield return new("give at least one of users, groups and authorizedKeys");
        if (AccountRules.AreTwoSame(Users.Select(user => user.Name)))
            yield return new("two users have the same name", [nameof(Users)]);
        if (AccountRules.AreTwoSame(Groups.Select(group => group.Name)))
            yield return new("two groups have the same name", [nameof(Groups)]);
        if (AccountRules.KeyProblem(AuthorizedKeys) is { } problem)
            yield return new($"authorizedKeys: {problem}", [nameof(AuthorizedKeys)]);
    }
}

/// <summary>A local user. What is null is left as it is.</summary>
public sealed record UserInputs : IValidatableObject
{
    [Description("The name, at most 20 characters")]
    public required string Name { get; init; }

    [Description("The full name")]
    public string? FullName { get; init; }

    [Description("The local groups to be in, made when missing; none: Users")]
    public IReadOnlyList<string> Groups { get; init; } = [];

    [Description("The password; without one a new user gets a random one that is not kept")]
    public SecretText? Password { get; init; }

    [Description("Whether the user may log on")]
    public bool? Enabled { get; init; }

    [Description("The day from which on the account is not valid, from its beginning in UTC")]
    public DateOnly? ExpiresOn { get; init; }

    [Description("The user's public keys for OpenSSH, one line each")]
    public IReadOnlyList<string> AuthorizedKeys { get; init; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AccountRules.UserNameProblem(Name) is { } name)
            yield return new($"name {name}", [nameof(Name)]);
        if (Groups.Select(AccountRules.GroupNameProblem).FirstOrDefault(problem => problem is not null) is { } group)
            yield return new($"groups: a name {group}", [nameof(Groups)]);
        if (Password is { IsKnown: true } && PasswordRules.Problem(Password.Reveal(), Name) is { } password)
            yield return new($"password {password}", [nameof(Password)]);
        if (ExpiresOn is { } day && !AccountRules.CanExpireOn(day))
            yield return new("expiresOn must be from 1971-01-01 to 2105-12-31", [nameof(ExpiresOn)]);
        if (AccountRules.KeyProblem(AuthorizedKeys) is { } key)
            yield return new($"authorizedKeys: {key}", [nameof(AuthorizedKeys)]);
    }
}

/// <summary>A local group.</summary>
public sealed record GroupInputs : IValidatableObject
{
    [Description("The name, at most 256 characters")]
    public required string Name { get; init; }

    [Description("Local users to be in it; others in it stay")]
    public IReadOnlyList<string> Members { get; init; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AccountRules.GroupNameProblem(Name) is { } name)
            yield return new($"name {name}", [nameof(Name)]);
        if (Members.Select(AccountRules.UserNameProblem).FirstOrDefault(problem => problem is not null) is { } member)
            yield return new($"members: a name {member}", [nameof(Members)]);
    }
}
