using System.ComponentModel.DataAnnotations;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Accounts;

namespace OpenLaunch.Steps.Tests.Accounts;

public class SetAdminAccountInputsTests
{
    [Fact]
    public void By_default_the_built_in_administrator_gets_a_random_password()
    {
        var inputs = new SetAdminAccountInputs();
        Assert.Null(inputs.Name);
        Assert.Equal(PasswordType.Random, inputs.Password.Type);
        Assert.Empty(Problems(inputs.Password));
    }

    [Theory]
    [InlineData(PasswordType.Static, null, "data is required for the type static")]
    [InlineData(PasswordType.Static, "onlylowercase123", "too weak")]
    [InlineData(PasswordType.Random, "Given-42", "data is only for the type static")]
    [InlineData(PasswordType.DoNothing, "Given-42", "data is only for the type static")]
    public void A_password_that_cannot_be_meant_is_refused(PasswordType type, string? data, string complaint)
    {
        var problem = Assert.Single(Problems(Inputs(type, data)));
        Assert.Contains(complaint, problem.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(["Data", "Type"], problem.MemberNames);
    }

    [Fact]
    public void An_empty_password_is_one_that_was_taken_out_once_it_was_set() =>
        Assert.Empty(Problems(Inputs(PasswordType.Static, "")));

    [Fact]
    public void A_password_longer_than_Windows_takes_is_refused() =>
        Assert.Contains(
            "127", Assert.Single(Problems(Inputs(PasswordType.Static, "Aa1" + new string('x', 125)))).ErrorMessage,
            StringComparison.Ordinal);

    [Fact]
    public void A_strong_given_password_is_accepted() => Assert.Empty(Problems(Inputs(PasswordType.Static, "Given-42")));

    [Fact]
    public void The_inputs_print_without_the_password() =>
        Assert.DoesNotContain("Given-42", Inputs(PasswordType.Static, "Given-42").ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("password: { type: S3cret }")]
    [InlineData("password: { S3cret: static }")]
    [InlineData("password: { S3cret }")]
    [InlineData("password: { type: static, data: *S3cret }")]
    [InlineData("password: { type: static, data: { value: S3cret } }")]
    [InlineData("password: { type: static, data: [S3cret] }")]
    [InlineData("password: S3cret")]
    public void A_password_in_a_wrong_place_is_not_repeated(string yaml) => Assert.DoesNotContain(
        "S3cret",
        Assert.Throws<ConfigurationException>(
            () => InputBinder.Read<SetAdminAccountInputs>(YamlDocumentReader.Read(yaml, "plan.yml"))).Message,
        StringComparison.Ordinal);

    private static PasswordInputs Inputs(PasswordType type, string? data) =>
        new() { Type = type, Data = data is null ? null : new SecretText(data) };

    private static List<ValidationResult> Problems(PasswordInputs inputs)
    {
        List<ValidationResult> problems = [];
        Validator.TryValidateObject(inputs, new ValidationContext(inputs), problems, validateAllProperties: true);
        return problems;
    }
}
