using CsCheck;
using OpenLaunch.Steps.Accounts;

namespace OpenLaunch.Steps.Tests.Accounts;

public class PasswordTests
{
    [Fact]
    public void A_generated_password_has_32_characters_of_the_alphabet_in_three_classes() =>
        Gen.Const(0).Select(_ => PasswordGenerator.Generate().Reveal()).Sample(
            password =>
            {
                Assert.Equal(32, password.Length);
                Assert.All(password, character => Assert.Contains(character, PasswordGenerator.Alphabet));
                Assert.True(PasswordRules.CountClasses(password) >= 3);
            },
            iter: 2_000);

    [Fact]
    public void The_alphabet_has_73_symbols_without_0_and_1()
    {
        Assert.Equal(73, PasswordGenerator.Alphabet.Distinct().Count());
        Assert.DoesNotContain('0', PasswordGenerator.Alphabet);
        Assert.DoesNotContain('1', PasswordGenerator.Alphabet);
        Assert.Equal("()!@$%-=.?*;&", PasswordGenerator.Alphabet[^13..]);
    }

    [Fact]
    public void Every_symbol_occurs_in_a_thousand_passwords() => Assert.Equal(
        PasswordGenerator.Alphabet.Order(),
        Enumerable.Range(0, 1_000).SelectMany(_ => PasswordGenerator.Generate().Reveal()).Distinct().Order());

    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 1)]
    [InlineData("abcDEF", 2)]
    [InlineData("abcDEF1", 3)]
    [InlineData("abcDEF1!", 4)]
    public void Counts_upper_lower_digits_and_the_rest(string password, int classes) =>
        Assert.Equal(classes, PasswordRules.CountClasses(password));
}
