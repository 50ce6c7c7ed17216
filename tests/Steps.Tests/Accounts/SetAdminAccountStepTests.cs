using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.Simulation;
using OpenLaunch.Steps.Tests.Engine;
using OpenLaunch.Steps.Tests.Generalization;

namespace OpenLaunch.Steps.Tests.Accounts;

public sealed partial class SetAdminAccountStepTests : IDisposable
{
    private const string Sid = "S-1-5-21-1004336348-1177238915-682003330-500";

    private readonly RSA rsa = RSA.Create(2048);
    private readonly ChangeScope scope = new();
    private readonly TestMetadata metadata = new();
    private readonly AdminLogon logon = new();
    private readonly SimulatedMachine machine;
    private readonly SimulatedLocalAccounts accounts;

    public SetAdminAccountStepTests()
    {
        machine = new SimulatedMachine(new MachineState { ComputerName = "EC2AMAZ-4F7Q2MK" }, scope);
        machine.Happen(state => state.Accounts.AddRange(
        [
            new() { Name = "Guest", Sid = Sid.Replace("-500", "-501", StringComparison.Ordinal), Enabled = false },
            new() { Name = "Verwalter", Sid = Sid },
        ]));
        accounts = new SimulatedLocalAccounts(machine);
        metadata.Values["meta-data/public-keys/0/openssh-key"] = OpenSshLine.Of(rsa);
    }

    [Fact]
    public async Task The_password_on_the_console_logs_the_built_in_administrator_on_whatever_its_name()
    {
        var context = TestStepContext.Create(scope, metadata);
        Assert.Equal(StepOutcome.Done, await RunAsync(new(), context));
        Assert.Equal("Username: Verwalter", context.Printed.Lines[0].Text);
        Assert.True(accounts.CanLogOn("Verwalter", Decrypt(context.Printed.Lines[1].Text)));
        Assert.All(context.Printed.Lines, line => Assert.Equal(ConsoleTopic.Password, line.Topic));
        Assert.Equal(2, context.Printed.Lines.Count);
    }

    [Fact]
    public async Task No_password_is_set_while_the_console_has_no_port_to_print_it_on()
    {
        var context = TestStepContext.Create(scope, metadata);
        context.Printed.Opens = false;
        var outcome = Assert.IsType<StepOutcome.FailedOutcome>(await RunAsync(new(), context));
        Assert.StartsWith("The password of Verwalter is not changed", outcome.Message, StringComparison.Ordinal);
        Assert.Empty(context.Changes);
        Assert.Empty(context.Printed.Lines);
    }

    [Fact]
    public async Task A_password_that_did_not_leave_the_port_is_not_done_so_that_the_next_run_sets_another()
    {
        var context = TestStepContext.Create(scope, metadata);
        context.Printed.LinesLeave = false;
        var outcome = Assert.IsType<StepOutcome.FailedOutcome>(await RunAsync(new(), context));
        Assert.StartsWith("The new password of Verwalter reached nobody", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_console_says_that_no_password_was_set_and_why()
    {
        var context = TestStepContext.Create(scope, metadata);
        var outcome = Assert.IsType<StepOutcome.FailedOutcome>(await RunAsync(new() { Name = "Admin" }, context));
        Assert.Equal(
            $"Message: Administrator password not set: {outcome.Message}", Assert.Single(context.Printed.Lines).Text);
        Assert.StartsWith("There is no local account 'Admin'", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_console_says_so_too_when_Windows_refuses_the_password()
    {
        machine.Happen(state => state.Accounts.Add(new() { Name = "Short", Sid = Sid.Replace("-500", "-1001", StringComparison.Ordinal) }));
        var context = TestStepContext.Create(scope, metadata);
        var weak = new SetAdminAccountInputs
        {
            Name = "Short", Password = new() { Type = PasswordType.Static, Data = new("short") },
        };
        await Assert.ThrowsAnyAsync<MachineException>(() => RunAsync(weak, context));
        Assert.StartsWith(
            "Message: Administrator password not set: ", Assert.Single(context.Printed.Lines).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_whose_flags_are_right_gets_the_password_alone()
    {
        var context = TestStepContext.Create(scope, metadata);
        await RunAsync(new(), context);
        Assert.Equal(["set a new password for Verwalter"], context.Changes);
    }

    [Fact]
    public async Task A_disabled_or_expiring_account_is_made_ready_to_log_on()
    {
        machine.Happen(state =>
        {
            var account = state.Accounts[1];
            (account.Enabled, account.PasswordRequired, account.Expires, account.MustChangePassword) = (false, false, true, true);
        });
        var context = TestStepContext.Create(scope, metadata);
        await RunAsync(new(), context);
        Assert.Equal(
            "make Verwalter ready to log on: enable it, require a password, remove its expiry date, keep the password at logon",
            context.Changes[1]);
        Assert.True(accounts.CanLogOn("Verwalter", Decrypt(context.Printed.Lines[1].Text)));
        Assert.Empty((await accounts.ListAsync(Cancellation))[1].LogonRemedies());
    }

    [Fact]
    public async Task A_password_that_was_set_is_told_although_Windows_refuses_to_enable_its_account()
    {
        var context = TestStepContext.Create(scope, metadata);
        var refusing = new AccountsInMemory(new LocalAccount { Name = "Verwalter", Sid = Sid, Enabled = false })
        {
            RefusalToEnable = new MachineException("Cannot enable Verwalter (Win32 error 5)."),
        };
        var step = new SetAdminAccountStep(refusing, logon, new ConfiguredSecrets(null, TimeProvider.System));
        Assert.Equal(
            StepOutcome.Failed("Verwalter has its new password, and cannot log on yet: Cannot enable Verwalter (Win32 error 5)."),
            await step.RunAsync(new(), context, Cancellation));
        Assert.Equal(refusing.Password, Decrypt(context.Printed.Lines[1].Text));
        Assert.Equal(
            "Message: Verwalter cannot log on yet: Cannot enable Verwalter (Win32 error 5).", context.Printed.Lines[2].Text);
    }

    [Fact]
    public async Task The_run_remembers_the_logon_for_user_data()
    {
        var context = TestStepContext.Create(scope, metadata);
        await RunAsync(new(), context);
        Assert.Equal("Verwalter", logon.UserName);
        Assert.Equal(Decrypt(context.Printed.Lines[1].Text), logon.Password!.Reveal());
    }

    [Theory]
    [InlineData(null, "no key pair")]
    [InlineData("", "no key pair")]
    [InlineData("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGwoidfrhsm14d my-key", "type is ssh-ed25519")]
    public async Task Without_an_RSA_key_nothing_changes_and_the_console_says_why(string? key, string reason)
    {
        metadata.Values.Remove("meta-data/public-keys/0/openssh-key");
        if (key is not null)
            metadata.Values["meta-data/public-keys/0/openssh-key"] = key;
        var context = TestStepContext.Create(scope, metadata);
        var skipped = Assert.IsType<StepOutcome.SkippedOutcome>(await RunAsync(new(), context));
        Assert.Contains(reason, skipped.Reason, StringComparison.Ordinal);
        Assert.Empty(context.Changes);
        Assert.Null(logon.Password);
        var line = Assert.Single(context.Printed.Texts);
        Assert.StartsWith("Message: Administrator password not changed: ", line, StringComparison.Ordinal);
        Assert.Contains(reason, line, StringComparison.Ordinal);
        Assert.Contains(reason, Assert.Single(context.Log.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Verwalter")]
    public async Task On_a_domain_controller_the_Administrator_of_the_domain_is_not_touched_and_the_console_says_why(string? name)
    {
        machine.Happen(state => state.Windows.ProductType = "LanmanNT");
        var context = TestStepContext.Create(scope, metadata);
        var skipped = Assert.IsType<StepOutcome.SkippedOutcome>(await RunAsync(new() { Name = name }, context));
        Assert.Contains("domain controller", skipped.Reason, StringComparison.Ordinal);
        Assert.Empty(context.Changes);
        Assert.Null(logon.Password);
        var line = Assert.Single(context.Printed.Texts);
        Assert.StartsWith("Message: Administrator password not changed: this is a domain controller", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_key_is_an_error_before_anything_changes()
    {
        metadata.Values["meta-data/public-keys/0/openssh-key"] = "ssh-rsa AAAAB3NzaC1yc2E= my-key";
        var context = TestStepContext.Create(scope, metadata);
        var damage = await Assert.ThrowsAsync<FormatException>(() => RunAsync(new(), context));
        Assert.Empty(context.Changes);
        Assert.Equal(
            $"Message: Administrator password not set: {damage.Message}", Assert.Single(context.Printed.Lines).Text);
    }

    [Fact]
    public async Task A_password_that_the_key_is_too_short_for_is_told_on_the_console_before_anything_changes()
    {
        using var small = RSA.Create(1024);
        metadata.Values["meta-data/public-keys/0/openssh-key"] = OpenSshLine.Of(small);
        var context = TestStepContext.Create(scope, metadata);
        var given = new SetAdminAccountInputs
        {
            Password = new() { Type = PasswordType.Static, Data = new($"Given-{new string('x', 120)}") },
        };
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(given, context));
        Assert.Empty(context.Changes);
        Assert.StartsWith(
            "Message: Administrator password not set: ", Assert.Single(context.Printed.Lines).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disabled_metadata_is_left_to_the_engine_and_nothing_changes()
    {
        using var disabled = TestMetadata.Disabled();
        var context = TestStepContext.Create(scope, disabled);
        await Assert.ThrowsAsync<MetadataDisabledException>(() => RunAsync(new(), context));
        Assert.Empty(context.Changes);
    }

    [Fact]
    public async Task A_given_password_is_set_and_printed_encrypted_too()
    {
        var context = TestStepContext.Create(scope, metadata);
        await RunAsync(new() { Password = new() { Type = PasswordType.Static, Data = new SecretText("Given-42") } }, context);
        Assert.Equal("Given-42", Decrypt(context.Printed.Lines[1].Text));
        Assert.True(accounts.CanLogOn("Verwalter", "Given-42"));
    }

    [Fact]
    public async Task DoNothing_asks_changes_and_prints_nothing()
    {
        var context = TestStepContext.Create(scope, metadata);
        Assert.Equal(StepOutcome.Done, await RunAsync(new() { Password = new() { Type = PasswordType.DoNothing } }, context));
        Assert.Empty(context.Changes);
        Assert.Empty(context.Printed.Lines);
        Assert.Empty(metadata.Asked);
        Assert.Single(context.Log.Lines);
    }

    [Fact]
    public async Task Another_account_can_be_named_and_must_exist()
    {
        var context = TestStepContext.Create(scope, metadata);
        await RunAsync(new() { Name = "guest" }, context);
        Assert.Equal(["set a new password for Guest", "make Guest ready to log on: enable it"], context.Changes);

        var failed = Assert.IsType<StepOutcome.FailedOutcome>(
            await RunAsync(new() { Name = "nobody" }, TestStepContext.Create(scope, metadata)));
        Assert.Contains("'nobody'", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_describes_and_prints_nothing()
    {
        var context = TestStepContext.Create(scope, metadata, dryRun: true);
        Assert.Equal(StepOutcome.Done, await RunAsync(new(), context));
        Assert.Equal(["set a new password for Verwalter"], context.Changes);
        Assert.Empty(context.Printed.Lines);
        Assert.Null(logon.Password);
        Assert.Null(machine.Read(state => state.Accounts[1].PasswordHash));
    }

    [Fact]
    public async Task No_password_reaches_a_change_a_log_line_or_the_machine_file()
    {
        var context = TestStepContext.Create(scope, metadata);
        await RunAsync(new(), context);
        var password = Decrypt(context.Printed.Lines[1].Text);
        Assert.All(context.Changes.Concat(context.Log.Lines), text =>
            Assert.DoesNotContain(password, text, StringComparison.Ordinal));
        Assert.DoesNotContain(password, machine.Read(state => state.Accounts[1].PasswordHash)!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_simulated_machine_lets_no_disabled_account_and_no_wrong_password_in()
    {
        var context = TestStepContext.Create(scope, metadata);
        await RunAsync(new(), context);
        var password = logon.Password!.Reveal();
        Assert.False(accounts.CanLogOn("Verwalter", password + "x"));
        Assert.False(accounts.CanLogOn("Guest", password));
        machine.Happen(state => state.Accounts[1].Enabled = false);
        Assert.False(accounts.CanLogOn("Verwalter", password));
    }

    public void Dispose() => rsa.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Task<StepOutcome> RunAsync(SetAdminAccountInputs inputs, TestStepContext context) =>
        new SetAdminAccountStep(accounts, logon, new ConfiguredSecrets(null, TimeProvider.System)).RunAsync(inputs, context, Cancellation);

    private string Decrypt(string line)
    {
        var match = Block().Match(line);
        Assert.True(match.Success, line);
        var cipher = Convert.FromBase64String(match.Groups[1].Value);
        return Encoding.UTF8.GetString(rsa.Decrypt(cipher, RSAEncryptionPadding.Pkcs1));
    }

    [GeneratedRegex(@"\APassword: <Password>\r\n([A-Za-z0-9+/=]{344})\r\n</Password>\z")]
    private static partial Regex Block();
}
