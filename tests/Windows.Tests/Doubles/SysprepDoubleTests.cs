using System.Xml.Linq;
using OpenLaunch.Windows.Tests.Wine;

namespace OpenLaunch.Windows.Tests.Doubles;

/// <summary>The published build starts Sysprep as the administrator, through doubles of netapi32.dll and advapi32.dll.</summary>
[Collection(WineMachine.Collection)]
public class SysprepDoubleTests(WineMachine machine)
{
    [Fact]
    public async Task Sysprep_as_the_administrator_starts_with_the_password_that_was_set_for_it_and_that_nothing_tells()
    {
        var doubles = await WindowsDouble.PutAsync(machine, "netapi32", "advapi32");
        var sysprep = new RecordingSysprep(machine);
        await sysprep.InstallAsync();
        await machine.SetImageStateAsync("IMAGE_STATE_COMPLETE");
        var folder = machine.NewFolder();
        var refused = await SysprepAsync(doubles, folder);
        Assert.True(refused.ExitCode == 1, refused.ToString());
        Assert.Contains("'Administrator', who cannot log on. First enable it,", refused.Errors, StringComparison.Ordinal);
        Assert.Null(sysprep.Call);

        await using var boot = new WineBoot(machine, "  - step: setAdminAccount\n") { Doubles = doubles };
        Assert.Equal("done", (await boot.RunAsync()).OutcomeOf("setAdminAccount"));
        await doubles.TakeCallsAsync();
        var result = await SysprepAsync(doubles, folder);
        await machine.SetImageStateAsync("IMAGE_STATE_COMPLETE");
        var calls = await doubles.TakeCallsAsync();
        const string Set = "NetUserSetInfo Administrator level=1003 password=";
        var call = Assert.Single(calls, line => line.Contains("SetInfo", StringComparison.Ordinal));
        Assert.Matches(Set + ".{32} -> 0$", call);
        var password = call[Set.Length..^5];
        Assert.DoesNotContain(password, result.ToString(), StringComparison.Ordinal);

        Assert.True(result.ExitCode == 0, result + "\n" + string.Join('\n', calls));
        Assert.Contains("as 'Administrator', by a batch logon", result.Output, StringComparison.Ordinal);
        Assert.Contains("LogonUserW Administrator domain=. type=4 provider=0 -> 0", calls);
        var start = Assert.Single(calls, line => line.StartsWith("CreateProcessAsUserW", StringComparison.Ordinal));
        Assert.Contains(" /oobe /generalize /quit /quiet", start, StringComparison.Ordinal);
        Assert.DoesNotContain(password, start, StringComparison.Ordinal);
        Assert.StartsWith("denied=1 ", sysprep.Call, StringComparison.Ordinal);
        Assert.All(
            Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories),
            file => Assert.DoesNotContain(password, File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_may_not_start_it_as_the_administrator_is_told_that_the_password_is_lost()
    {
        var doubles = await WindowsDouble.PutAsync(machine, "netapi32", "advapi32");
        var sysprep = new RecordingSysprep(machine);
        await sysprep.InstallAsync();
        await machine.SetImageStateAsync("IMAGE_STATE_COMPLETE");
        await using var boot = new WineBoot(machine, "  - step: setAdminAccount\n") { Doubles = doubles };
        await boot.RunAsync();
        doubles.Tell("privilege not held");
        var result = await SysprepAsync(doubles, machine.NewFolder());
        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Contains("Win32 error 1314", result.Errors, StringComparison.Ordinal);
        Assert.Contains("Nobody knows the password of 'Administrator' now", result.Errors, StringComparison.Ordinal);
        Assert.Null(sysprep.Call);
    }

    [Fact]
    public async Task The_answer_file_has_the_language_that_Windows_shows_itself_in_and_the_locale_for_all_else()
    {
        var doubles = await WindowsDouble.PutAsync(machine, "kernel32");
        doubles.Tell("language", "de-DE");
        doubles.Tell("locale", "fr-FR");
        await new RecordingSysprep(machine).InstallAsync();
        await machine.SetImageStateAsync("IMAGE_STATE_COMPLETE");
        var folder = machine.NewFolder();
        var result = await SysprepAsync(doubles, folder, "caller");
        await machine.SetImageStateAsync("IMAGE_STATE_COMPLETE");
        Assert.True(result.ExitCode == 0, result.ToString());
        var answers = XDocument.Load(Directory.EnumerateFiles(folder, "*.xml", SearchOption.AllDirectories).Single());
        Assert.Equal(
            ["InputLocale fr-FR", "SystemLocale fr-FR", "UILanguage de-DE", "UserLocale fr-FR"],
            answers.Descendants().Where(element => element.Name.LocalName.EndsWith("Locale", StringComparison.Ordinal)
                || element.Name.LocalName == "UILanguage").Select(element => $"{element.Name.LocalName} {element.Value}").Order());
    }

    private async Task<ProcessResult> SysprepAsync(
        WindowsDouble doubles, string folder, string account = "administrator")
    {
        using var process = machine.StartWith(
            doubles,
            [
                await machine.ProgramAsync(doubles), "sysprep", "--account", account, "--insecure-permissions",
                "--state", WineMachine.WindowsPath(folder),
            ]);
        return await process.EndAsync();
    }
}
