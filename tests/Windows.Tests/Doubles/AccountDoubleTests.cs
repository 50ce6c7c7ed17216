using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using OpenLaunch.Windows.Tests.Wine;

namespace OpenLaunch.Windows.Tests.Doubles;

/// <summary>The published build alters accounts through a double of netapi32.dll.</summary>
[Collection(WineMachine.Collection)]
public partial class AccountDoubleTests(WineMachine machine)
{
    private const string Brian = """
        #cloud-config
        groups:
        - ops: [Administrator]
        users:
        - name: brian
          gecos: Brian Cöhen
          groups: [Users, ops]
          passwd: StrongPassw0rd!
          expiredate: 2030-10-01
          inactive: true
        """;

    private const string Profiles = @"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList\";

    private const string Product = @"HKLM\SYSTEM\CurrentControlSet\Control\ProductOptions";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_password_that_Windows_is_given_is_the_one_that_the_console_tells_and_the_account_can_log_on()
    {
        var netapi = await WindowsDouble.PutAsync(machine, "netapi32");
        await using var boot = new WineBoot(machine, "  - step: setAdminAccount\n") { Doubles = netapi };
        var run = await boot.RunAsync();
        Assert.True(run.ExitCode == 0, run.ToString());
        var calls = await netapi.TakeCallsAsync();
        var password = await DecryptAsync(boot);
        Assert.Equal(
            [
                $"NetUserSetInfo Administrator level=1003 password={password} -> 0",
                "NetUserSetInfo Administrator level=1008 flags=0x10201 -> 0",
                "NetUserSetInfo Administrator level=1017 expires=4294967295 -> 0",
                "NetUserSetInfo Administrator level=4 name=Administrator priv=2 flags=0x10201 expires=4294967295 expired=0 "
                    + "password=null -> 0",
            ],
            calls.Where(IsWrite));
        Assert.Equal("NetUserEnum level=0 filter=0x2 -> 0", Assert.Single(calls, call => call.StartsWith("NetUserEnum", Ordinal)));
        AssertNothingLent(calls);

        // What is as it must be stays: the next password is all that changes.
        await boot.RunAsync("--force");
        Assert.StartsWith(
            "NetUserSetInfo Administrator level=1003", Assert.Single(await netapi.TakeCallsAsync(), IsWrite), Ordinal);
    }

    [Fact]
    public async Task Users_and_groups_of_the_user_data_are_made_once()
    {
        var netapi = await WindowsDouble.PutAsync(machine, "netapi32");
        await using var boot = new WineBoot(machine, "  - step: runUserData\n", Brian) { Doubles = netapi };
        var run = await boot.RunAsync();
        Assert.True(run.ExitCode == 0, run.ToString());
        var calls = await netapi.TakeCallsAsync();
        const string Sid = "S-1-5-21-1000-2000-3000-";
        Assert.Equal(
            [
                "NetUserAdd brian priv=1 flags=0x10201 password=StrongPassw0rd! -> 0",
                "NetUserSetInfo brian level=1011 full=Brian Cöhen -> 0",
                "NetUserSetInfo brian level=1017 expires=1917043200 -> 0",
                "NetUserSetInfo brian level=1008 flags=0x10203 -> 0",
                $"NetLocalGroupAddMembers Users level=0 {Sid}1000 -> 0",
                "NetLocalGroupAdd ops level=0 -> 0",
                $"NetLocalGroupAddMembers ops level=0 {Sid}1000 -> 0",
                $"NetLocalGroupAddMembers ops level=0 {Sid}500 -> 0",
            ],
            calls.Where(IsWrite));

        // Users are found by their names, not by listing all for each act.
        Assert.DoesNotContain(calls, call => call.StartsWith("NetUserEnum", Ordinal));
        AssertNothingLent(calls);
        Assert.DoesNotContain("StrongPassw0rd!", run.ToString(), Ordinal);

        var again = await boot.RunAsync("--force");
        Assert.Empty(again.ChangesOf("runUserData"));
        Assert.DoesNotContain(await netapi.TakeCallsAsync(), IsWrite);
    }

    [Fact]
    public async Task Keys_of_a_user_are_not_written_through_a_link()
    {
        var netapi = await WindowsDouble.PutAsync(machine, "netapi32");
        var profile = Directory.CreateDirectory(Path.Combine(machine.DriveC, "users", "brian")).FullName;
        var elsewhere = Directory.CreateDirectory(Path.Combine(machine.DriveC, "elsewhere"));
        await machine.SetRegistryAsync(Profiles + "S-1-5-21-1000-2000-3000-1000", "ProfileImagePath", @"C:\users\brian");
        Directory.CreateSymbolicLink(Path.Combine(profile, ".ssh"), elsewhere.FullName);
        await using var boot = new WineBoot(machine, """
              - step: addUsers
                inputs: { users: [{ name: brian, authorizedKeys: [ssh-ed25519 AAAAbrian] }] }

            """) { Doubles = netapi };
        var run = await boot.RunAsync();
        Assert.Equal("failed", run.OutcomeOf("addUsers"));
        Assert.Contains("leads elsewhere, through a link", run.ReasonOf("addUsers"), Ordinal);
        Assert.Empty(elsewhere.EnumerateFileSystemInfos());

        Directory.Delete(Path.Combine(profile, ".ssh"));
        var next = await boot.RunAsync();
        Assert.Equal(["add 1 key to the authorized keys of the user 'brian'"], next.ChangesOf("addUsers"));
        Assert.Equal("ssh-ed25519 AAAAbrian\n", await File.ReadAllTextAsync(
            Path.Combine(profile, ".ssh", "authorized_keys"), Cancellation));
        Assert.Single(Directory.EnumerateFiles(Path.Combine(profile, ".ssh")));
    }

    [Fact]
    public async Task A_computer_of_a_domain_is_not_renamed()
    {
        var netapi = await WindowsDouble.PutAsync(machine, "netapi32");
        netapi.Tell("domain");
        await using var boot = new WineBoot(machine, "  - step: setHostName\n    inputs: { hostName: OTHER, reboot: false }\n")
        {
            Doubles = netapi,
        };
        var run = await boot.RunAsync();
        Assert.Equal("skipped", run.OutcomeOf("setHostName"));
        Assert.Contains("belongs to a domain", await File.ReadAllTextAsync(boot.ConsolePath, Cancellation), Ordinal);
        AssertNothingLent(await netapi.TakeCallsAsync());
    }

    [Fact]
    public async Task On_a_domain_controller_nothing_is_asked_of_the_accounts()
    {
        var netapi = await WindowsDouble.PutAsync(machine, "netapi32");
        await machine.SetRegistryAsync(Product, "ProductType", "LanmanNT");
        await using var boot = new WineBoot(machine, "  - step: setAdminAccount\n  - step: runUserData\n", Brian)
        {
            Doubles = netapi,
        };
        var run = await boot.RunAsync();
        await machine.SetRegistryAsync(Product, "ProductType", "WinNT");
        Assert.Equal("skipped", run.OutcomeOf("setAdminAccount"));
        Assert.Contains("This is a domain controller", run.ReasonOf("runUserData"), Ordinal);
        Assert.Contains("this is a domain controller", await File.ReadAllTextAsync(boot.ConsolePath, Cancellation), Ordinal);
        Assert.Empty(await netapi.TakeCallsAsync());
    }

    [Fact]
    public async Task A_password_that_the_policy_refuses_fails_with_what_to_do()
    {
        var netapi = await WindowsDouble.PutAsync(machine, "netapi32");
        await using var boot = new WineBoot(machine, """
              - step: setAdminAccount
                inputs: { password: { type: static, data: Administrator-1 } }

            """) { Doubles = netapi };
        var run = await boot.RunAsync();
        Assert.Equal("failed", run.OutcomeOf("setAdminAccount"));
        Assert.Contains("The password policy refuses the password", run.ReasonOf("setAdminAccount"), Ordinal);
        Assert.DoesNotContain("Administrator-1", run.ToString(), Ordinal);
        Assert.Contains(await netapi.TakeCallsAsync(), call => call.EndsWith("-> 2245", Ordinal));
    }

    /// <summary>No comparison of declarations sees numbers that change places, for they have the same size. The double does.</summary>
    [Fact]
    public async Task A_level_and_a_filter_that_changed_places_are_refused_and_what_is_not_freed_is_told()
    {
        var netapi = await WindowsDouble.PutAsync(machine, "netapi32");
        var program = Path.Combine(machine.NewFolder(), "list.exe");
        await CrossCompiler.BuildAsync(
            """
            #include <stdlib.h>
            #include <lm.h>
            int main(int count, char **values)
            {
                NET_API_STATUS (WINAPI *list)(LPCWSTR, DWORD, DWORD, LPBYTE *, DWORD, LPDWORD, LPDWORD, LPDWORD) =
                    (void *)GetProcAddress(LoadLibraryA("netapi32.dll"), "NetUserEnum");
                LPBYTE buffer;
                DWORD read, total;
                return list(NULL, atoi(values[1]), atoi(values[2]), &buffer, MAX_PREFERRED_LENGTH, &read, &total, NULL);
            }
            """,
            program);
        using var swapped = machine.StartWith(netapi, [program, "2", "0"]);
        Assert.Equal(124, (await swapped.EndAsync()).ExitCode);
        Assert.Equal(["NetUserEnum level=2 filter=0 -> 124"], await netapi.TakeCallsAsync());

        using var leaking = machine.StartWith(netapi, [program, "0", "2"]);
        Assert.Equal(0, (await leaking.EndAsync()).ExitCode);
        Assert.Equal(["NetUserEnum level=0 filter=0x2 -> 0", "1 buffers were not freed"], await netapi.TakeCallsAsync());
    }

    private const StringComparison Ordinal = StringComparison.Ordinal;

    private static bool IsWrite(string call) =>
        call.Contains("Add", Ordinal) || call.Contains("SetInfo", Ordinal);

    private static void AssertNothingLent(IReadOnlyList<string> calls) => Assert.DoesNotContain(
        calls, call => call.Contains("not freed", Ordinal) || call.Contains("not lent", Ordinal));

    private static async Task<string> DecryptAsync(WineBoot boot)
    {
        var console = await File.ReadAllTextAsync(boot.ConsolePath, Cancellation);
        using var key = RSA.Create();
        key.ImportFromPem(await File.ReadAllTextAsync(boot.KeyPath, Cancellation));
        return Encoding.UTF8.GetString(
            key.Decrypt(Convert.FromBase64String(Block.Match(console).Groups[1].Value), RSAEncryptionPadding.Pkcs1));
    }

    [GeneratedRegex(@"<Password>\s*([A-Za-z0-9+/=]+)\s*</Password>")]
    private static partial Regex Block { get; }
}
