using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Accounts;

/// <summary>The inputs of <see cref="SetAdminAccountStep"/>, named as EC2Launch v2 names them.</summary>
public sealed record SetAdminAccountInputs
{
    [Description("The account; without it the built-in administrator, whatever its name is")]
    [StringLength(
        int.MaxValue, MinimumLength = 1,
        ErrorMessage = "must not be empty: name an account, or leave it out for the built-in administrator")]
    public string? Name { get; init; }

    [Description("Where the password comes from")]
    [Holds(typeof(PasswordInputs))]
    public PasswordInputs Password { get; init; } = new();
}

/// <summary>Where the administrator's password comes from.</summary>
public sealed record PasswordInputs : IValidatableObject
{
    [Description("Random, given here, or left as it is")]
    public PasswordType Type { get; init; } = PasswordType.Random;

    [Description("The password itself, for the type static only; taken out of the file when it is set, and \"\" means random")]
    public SecretText? Data { get; init; }

    /// <summary>Whether a run before has set the password and taken it out of the file.</summary>
    internal bool IsTakenOut => Data is { IsKnown: true } && Data.Reveal() == "";

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Problem() is { } problem ? [new ValidationResult(problem, [nameof(Data), nameof(Type)])] : [];

    private string? Problem()
    {
        if (IsTakenOut)
            return null;
        if (Type != PasswordType.Static)
            return Data is null ? null : "data is only for the type static; remove it, or set type: static";
        if (Data is null)
            return "data is required for the type static";
        return Data.IsKnown && PasswordRules.Problem(Data.Reveal()) is { } weakness ? $"data {weakness}" : null;
    }
}

/// <summary>The kinds of administrator password.</summary>
public enum PasswordType
{
    /// <summary>Generated, and printed on the console encrypted for the instance's key pair.</summary>
    Random,

    /// <summary>Given in the configuration.</summary>
    Static,

    /// <summary>The password stays as it is.</summary>
    DoNothing,
}
