using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.Tests.UserData;
using OpenLaunch.Testing;

namespace OpenLaunch.Steps.Tests.Secrets;

/// <summary>Inputs that name a secret: read without it, fetched when the step runs, and seen nowhere.</summary>
public sealed class NamedSecretTests : IAsyncDisposable
{
    private const string Planted = "PLANTED-Passw0rd!";
    private const string Users = "users: [{ name: brian, password: { fromSsmParameter: /app/brian } }]";

    private readonly StepBench bench = StepBench.For<AddUsersStep>();

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    [Fact]
    public async Task A_user_gets_the_password_that_the_parameter_holds_and_it_is_seen_nowhere()
    {
        bench.Machine.Instance.Secrets["/app/brian"] = Planted;

        var run = await bench.RunAsync(Users, TestContext.Current.CancellationToken);

        run.ShouldBeDone().ShouldChange(
            "make the user 'brian' with its password", "put the user 'brian' into the group 'Users'").ShouldKeepSecret(Planted);
        Assert.Contains("fetching the SSM parameter '/app/brian' for password", run.Progress);
        Assert.NotNull(bench.Machine.Accounts.Single(account => account.Name == "brian").PasswordHash);
        (await bench.RunAgainAsync(TestContext.Current.CancellationToken)).ShouldChangeNothing();
    }

    [Fact]
    public async Task What_is_fetched_is_held_to_the_rules_that_a_written_one_is_held_to()
    {
        bench.Machine.Instance.Secrets["/app/brian"] = "PLANTED";

        var run = await bench.RunAsync(Users, TestContext.Current.CancellationToken);

        run.ShouldFail("password").ShouldChangeNothing();
        Assert.DoesNotContain("PLANTED", $"{run}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_fails_the_step_by_its_name()
    {
        (await bench.RunAsync(Users, TestContext.Current.CancellationToken))
            .ShouldFail("the SSM parameter '/app/brian' cannot be fetched").ShouldChangeNothing();
        bench.Machine.Instance.Secrets["/app/brian"] = "";
        (await bench.RunAsync(Users, TestContext.Current.CancellationToken)).ShouldFail("is empty").ShouldChangeNothing();
    }

    [Fact]
    public async Task A_dry_run_says_what_it_would_fetch_and_fetches_nothing()
    {
        var run = await bench.DryRunAsync(Users, TestContext.Current.CancellationToken);

        Assert.Contains("would fetch the SSM parameter '/app/brian' for password", run.Progress);
        run.ShouldBeDone();
        Assert.Contains("make the user 'brian' with its password", run.Changes);
    }

    [Theory]
    [InlineData("fromSecretsManager: app, key: password")]
    [InlineData("fromMetadataTag: Brian")]
    public async Task It_may_stand_in_Secrets_Manager_and_in_a_tag(string reference)
    {
        bench.Machine.Instance.Secrets["app"] = $$"""{"password":"{{Planted}}"}""";
        bench.Machine.Instance.Tags["Brian"] = Planted;

        (await bench.RunAsync($"users: [{{ name: brian, password: {{ {reference} }} }}]", TestContext.Current.CancellationToken))
            .ShouldBeDone().ShouldKeepSecret(Planted);
    }

    [Theory]
    [InlineData("fromSsmParametr: PLANTED", "has no key 'fromSsmParametr'; did you mean 'fromSsmParameter'?")]
    [InlineData("fromSsmParameter: a, fromMetadataTag: b", "a secret comes from one place")]
    [InlineData("fromSsmParameter: ''", "takes a name")]
    [InlineData("fromSsmParameter: [PLANTED]", "takes a name")]
    [InlineData("fromSsmParameter: a, key: PLANTED", "key is for fromSecretsManager alone")]
    [InlineData("fromSsmParameter: a, PLANTED: b", "has not the key that stands here")]
    [InlineData("PLANTED: b", "expected a text, found a map")]
    public async Task A_reference_that_is_wrong_is_told_and_nothing_in_its_place_repeated(string reference, string says)
    {
        var problem = await Assert.ThrowsAsync<ConfigurationException>(() => bench.RunAsync(
            $"users: [{{ name: brian, password: {{ {reference} }} }}]", TestContext.Current.CancellationToken));

        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("PLANTED", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_of_user_data_may_name_one_too()
    {
        using var userData = new UserDataBench();
        userData.State.Instance.Secrets["/app/brian"] = Planted;

        var (outcome, context) = await userData.RunAsync(
            $"version: 1.1\ntasks:\n- task: addUsers\n  inputs:\n    {Users}\n");

        Assert.Equal(StepOutcome.Done, outcome);
        Assert.Contains("make the user 'brian' with its password", context.Changes);
        Assert.DoesNotContain(
            context.Kept.Values.Concat(context.Reports).Concat(context.Log.Lines).Concat(context.Printed.Texts),
            line => line.Contains(Planted, StringComparison.Ordinal));
    }
}
