using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.Simulation;
using OpenLaunch.Steps.Tests.Engine;
using OpenLaunch.Steps.Tests.UserData;

namespace OpenLaunch.Steps.Tests.Accounts;

/// <summary>cloud-config's users, groups and public keys on a simulated machine.</summary>
public sealed class UserTaskTests : IDisposable
{
    private const string Brian = """
        #cloud-config
        groups:
        - windows-group: [brian]
        - cloud-users
        users:
        - default
        - name: brian
          gecos: Brian Cohen
          primary_group: Users
          groups: cloud-users, Remote Desktop Users
          passwd: StrongPassw0rd!
          inactive: true
          expiredate: 2030-10-01
          ssh_authorized_keys:
          - ssh-ed25519 AAAAbrian brian@home
        """;

    private readonly UserDataBench bench = new();

    public UserTaskTests() =>
        State.Accounts.Add(new AccountState { Name = "Administrator", Sid = "S-1-5-21-1-2-3-500" });

    public void Dispose() => bench.Dispose();

    private MachineState State => bench.State;

    [Fact]
    public async Task Makes_a_user_with_all_that_is_asked()
    {
        var (outcome, context) = await RunAsync(Brian);
        Assert.Equal(StepOutcome.Done, outcome);
        Assert.Equal(
            [
                "make the user 'brian' with its password", "set the full name of the user 'brian'",
                "let the user 'brian' expire on 2030-10-01", "disable the user 'brian'",
                "put the user 'brian' into the group 'Users'", "make the group 'cloud-users'",
                "put the user 'brian' into the group 'cloud-users'", "put the user 'brian' into the group 'Remote Desktop Users'",
                "add 1 key to the authorized keys of the user 'brian'", "make the group 'windows-group'",
                "put the user 'brian' into the group 'windows-group'",
            ],
            context.Changes);
        var account = State.Accounts[1];
        Assert.Equal(("Brian Cohen", false, "2030-10-01"), (account.FullName, account.Enabled, account.ExpiresOn));
        Assert.Equal(["Remote Desktop Users", "Users", "cloud-users", "windows-group"],
            State.Groups.Where(group => group.Members.Contains("brian")).Select(group => group.Name).Order(StringComparer.Ordinal));
        Assert.Equal("brian", Assert.Single(State.AuthorizedKeys).User);
    }

    [Fact]
    public async Task Changes_nothing_when_all_is_as_it_must_be()
    {
        await RunAsync(Brian);
        Assert.Empty((await RunAsync(Brian)).Context.Changes);

        bench.Kept.Clear(); // Another instance from the same image: all is compared, nothing differs.
        Assert.Empty((await RunAsync(Brian)).Context.Changes);
    }

    [Fact]
    public async Task Tells_in_a_dry_run_what_it_would_do()
    {
        var (_, context) = await RunAsync(Brian, dryRun: true);
        Assert.Equal("make the user 'brian' with its password", context.Changes[0]);
        Assert.Contains("add 1 key to the authorized keys of the user 'brian'", context.Changes);
        Assert.Single(State.Accounts);
    }

    [Fact]
    public async Task Never_tells_a_password()
    {
        var (_, context) = await RunAsync(Brian);
        bench.Kept.Clear();
        var (_, again) = await RunAsync(Brian.Replace("StrongPassw0rd!", "An0ther-one", StringComparison.Ordinal));
        Assert.Equal(["set the password of the user 'brian'"], again.Changes);
        var told = string.Join('\n', [
            .. context.Changes, .. again.Changes, .. context.Log.Lines, .. again.Log.Lines, .. bench.Kept.Values, .. bench.Kept.Keys,
        ]);
        Assert.DoesNotContain("StrongPassw0rd!", told, StringComparison.Ordinal);
        Assert.DoesNotContain("An0ther-one", told, StringComparison.Ordinal);
        Assert.True(await new SimulatedLocalAccounts(bench.Machine).HasPasswordAsync("brian", new("An0ther-one"), Cancellation));
    }

    [Fact]
    public async Task Gives_a_user_without_a_password_a_random_one_and_the_group_Users()
    {
        var (_, context) = await RunAsync("#cloud-config\nusers: [bob]\n");
        Assert.Equal(
            ["make the user 'bob' with a random password that is not kept", "put the user 'bob' into the group 'Users'"],
            context.Changes);
        Assert.NotNull(State.Accounts[1].PasswordHash);
    }

    [Fact]
    public async Task Puts_the_keys_of_the_document_and_of_administrators_into_the_file_of_administrators()
    {
        await RunAsync("""
            #cloud-config
            ssh_authorized_keys: [ssh-ed25519 AAAAone one, ssh-rsa AAAAtwo two]
            users:
            - { name: ann, groups: [Administrators], ssh_authorized_keys: [ssh-ed25519 AAAAann ann] }
            """);
        var file = Assert.Single(State.AuthorizedKeys);
        Assert.Null(file.User);
        Assert.Equal(["ssh-ed25519 AAAAann ann", "ssh-ed25519 AAAAone one", "ssh-rsa AAAAtwo two"], file.Keys);
    }

    [Fact]
    public async Task Keeps_keys_that_are_there_and_adds_none_twice()
    {
        State.AuthorizedKeys.Add(new AuthorizedKeysState { Keys = ["# mine", "ssh-ed25519 AAAAone another comment"] });
        var (_, context) = await RunAsync(
            "#cloud-config\nssh_authorized_keys: [ssh-ed25519 AAAAone one, ssh-rsa AAAAtwo, ssh-rsa AAAAtwo again]\n");
        Assert.Equal(["add 1 key to the authorized keys of the administrators"], context.Changes);
        Assert.Equal(["# mine", "ssh-ed25519 AAAAone another comment", "ssh-rsa AAAAtwo"], State.AuthorizedKeys[0].Keys);
    }

    [Fact]
    public async Task Names_a_member_that_does_not_exist_and_goes_on()
    {
        var (outcome, context) = await RunAsync("#cloud-config\ngroups:\n- ops: [nobody, Administrator]\n- { more: Administrator }\n");
        Assert.Contains("no local user 'nobody' to put into the group 'ops'", outcome.Explanation, StringComparison.Ordinal);
        Assert.Equal(4, context.Changes.Count);
    }

    [Theory]
    [InlineData("users: [{ name: a, passwd: $6$salt$hash }]", "hash of Linux")]
    [InlineData("users: [{ gecos: A }]", "'name' is required")]
    [InlineData("users: [{ name: a, expiredate: tomorrow }]", "'expiredate' must be a day")]
    [InlineData("users: [{ name: a, inactive: 30 }]", "'inactive' must be true or false")]
    [InlineData("users: [{ name: a-name-of-twenty-one-c }]", "is no name that Windows takes")]
    [InlineData("groups: [{ 'a/b': [c] }]", "is no name that Windows takes")]
    [InlineData("ssh_authorized_keys: [\"a\\nb\"]", "a key must be one line")]
    public async Task Refuses_what_Windows_cannot_take_by_its_line_and_carries_out_the_rest(string module, string message)
    {
        var (outcome, _) = await RunAsync($"#cloud-config\n{module}\n");
        Assert.Contains("Line 2 of the user data: ", outcome.Explanation, StringComparison.Ordinal);
        Assert.Contains(message, outcome.Explanation, StringComparison.Ordinal);
        Assert.DoesNotContain("$6$", outcome.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_file_keeps_users_groups_and_keys()
    {
        await RunAsync(Brian);
        var path = Path.Combine(bench.Folder, "machine.yml");
        MachineFile.Write(path, State);
        var read = MachineFile.Read(path);
        Assert.Equal("Brian Cohen", read.Accounts[1].FullName);
        Assert.Equal(State.Groups.Select(group => group.Name), read.Groups.Select(group => group.Name));
        Assert.Equal(State.AuthorizedKeys[0].Keys, read.AuthorizedKeys[0].Keys);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Task<(StepOutcome Outcome, TestStepContext Context)> RunAsync(string userData, bool dryRun = false) =>
        bench.RunAsync(userData, dryRun: dryRun);
}
