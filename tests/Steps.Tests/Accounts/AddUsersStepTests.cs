using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.Simulation;
using OpenLaunch.Steps.Tests.Engine;

namespace OpenLaunch.Steps.Tests.Accounts;

public sealed class AddUsersStepTests
{
    private static readonly AddUsersInputs Brian = new()
    {
        Users =
        [
            new()
            {
                Name = "brian",
                FullName = "Brian Cohen",
                Groups = ["Users", "cloud-users"],
                Password = new("StrongPassw0rd!"),
                Enabled = false,
                ExpiresOn = new DateOnly(2030, 10, 1),
                AuthorizedKeys = ["ssh-ed25519 AAAAbrian brian@home"],
            },
        ],
        Groups = [new() { Name = "ops", Members = ["BRIAN", "Administrator"] }],
        AuthorizedKeys = ["ssh-ed25519 AAAAops"],
    };

    private readonly ChangeScope scope = new();
    private readonly MachineState state = new() { ComputerName = "EC2AMAZ-4F7Q2MK" };
    private readonly SimulatedMachine machine;

    public AddUsersStepTests()
    {
        state.Accounts.Add(new AccountState { Name = "Administrator", Sid = "S-1-5-21-1-2-3-500" });
        machine = new SimulatedMachine(state, scope);
    }

    [Fact]
    public async Task Makes_users_then_groups_then_the_keys_of_the_administrators()
    {
        var (outcome, context) = await RunAsync(Brian);
        Assert.Equal(StepOutcome.Done, outcome);
        Assert.Equal(
            [
                "make the user 'brian' with its password", "set the full name of the user 'brian'",
                "let the user 'brian' expire on 2030-10-01", "disable the user 'brian'",
                "put the user 'brian' into the group 'Users'", "make the group 'cloud-users'",
                "put the user 'brian' into the group 'cloud-users'", "add 1 key to the authorized keys of the user 'brian'",
                "make the group 'ops'", "put the user 'brian' into the group 'ops'",
                "put the user 'Administrator' into the group 'ops'", "add 1 key to the authorized keys of the administrators",
            ],
            context.Changes);
    }

    [Fact]
    public async Task Changes_nothing_when_all_is_as_it_must_be()
    {
        await RunAsync(Brian);
        var (outcome, context) = await RunAsync(Brian);
        Assert.Equal(StepOutcome.Done, outcome);
        Assert.Empty(context.Changes);
    }

    [Fact]
    public async Task Tells_in_a_dry_run_what_it_would_do()
    {
        var (outcome, context) = await RunAsync(Brian, dryRun: true);
        Assert.Equal(StepOutcome.Done, outcome);
        Assert.Contains("make the user 'brian' with its password", context.Changes);
        Assert.Contains("put the user 'brian' into the group 'ops'", context.Changes);
        Assert.Single(state.Accounts);
        Assert.Empty(state.Groups);
    }

    [Fact]
    public async Task An_entry_that_fails_is_named_and_costs_no_other()
    {
        var (outcome, context) = await RunAsync(new()
        {
            Groups = [new() { Name = "ops", Members = ["nobody", "Administrator"] }, new() { Name = "more" }],
        });
        Assert.Contains("no local user 'nobody' to put into the group 'ops'", outcome.Explanation, StringComparison.Ordinal);
        Assert.Equal(
            ["make the group 'ops'", "put the user 'Administrator' into the group 'ops'", "make the group 'more'"],
            context.Changes);
    }

    [Fact]
    public async Task A_user_gets_an_identifier_that_no_other_account_has()
    {
        // As many accounts as lead to the identifier that one of them has.
        state.Accounts.Add(new AccountState { Name = "ann", Sid = "S-1-5-21-1-2-3-1003" });
        state.Accounts.Add(new AccountState { Name = "bob", Sid = "S-1-5-21-1-2-3-1002" });
        var (outcome, _) = await RunAsync(new()
        {
            Users = [new() { Name = "carl", Groups = ["ops"] }, new() { Name = "dora" }],
        });
        Assert.Equal(StepOutcome.Done, outcome);
        Assert.Equal(["S-1-5-21-1-2-3-1004", "S-1-5-21-1-2-3-1005"], state.Accounts.Skip(3).Select(account => account.Sid));
        Assert.Equal(["carl"], state.Groups.Single(group => group.Name == "ops").Members);
    }

    [Fact]
    public async Task What_Windows_refuses_the_simulated_machine_refuses_too()
    {
        state.Groups.Add(new GroupState { Name = "ops" });
        var (outcome, context) = await RunAsync(new()
        {
            Users =
            [
                new() { Name = "ops" }, new() { Name = "weak", Password = new("weak") },
                new() { Name = "named", Password = new("Named-by-name-1") }, new() { Name = "good" },
            ],
            Groups = [new() { Name = "Administrator" }],
        });
        Assert.Equal(4, outcome.Explanation!.Split('\n').Length);
        Assert.Contains("a user or group of this name exists", outcome.Explanation, StringComparison.Ordinal);
        Assert.Contains("the password policy refuses the password", outcome.Explanation, StringComparison.Ordinal);
        Assert.Equal(["Administrator", "good"], state.Accounts.Select(account => account.Name));
        Assert.Contains("put the user 'good' into the group 'Users'", context.Changes);
    }

    [Fact]
    public async Task On_a_domain_controller_no_user_and_no_group_of_the_domain_is_made_and_the_console_says_why()
    {
        state.Windows.ProductType = "LanmanNT";
        var (outcome, context) = await RunAsync(Brian);
        Assert.Contains("This is a domain controller", outcome.Explanation, StringComparison.Ordinal);
        Assert.Equal(["add 1 key to the authorized keys of the administrators"], context.Changes);
        Assert.StartsWith("Message: No users and groups made: ", Assert.Single(context.Printed.Texts), StringComparison.Ordinal);
    }

    private async Task<(StepOutcome Outcome, TestStepContext Context)> RunAsync(AddUsersInputs inputs, bool dryRun = false)
    {
        var step = new AddUsersStep(
            new SimulatedLocalAccounts(machine), new SimulatedLocalGroups(machine), new SimulatedAuthorizedKeys(machine));
        var context = TestStepContext.Create(scope, dryRun: dryRun);
        return (await step.RunAsync(inputs, context, TestContext.Current.CancellationToken), context);
    }
}
