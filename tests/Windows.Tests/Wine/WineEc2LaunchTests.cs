namespace OpenLaunch.Windows.Tests.Wine;

/// <summary>EC2Launch.exe at Amazon's place, called as build scripts call it.</summary>
[Collection(WineMachine.Collection)]
public class WineEc2LaunchTests(WineMachine machine)
{
    private const string Folder = @"C:\Program Files\Amazon\EC2Launch";

    private string State => Path.Combine(machine.DriveC, "ProgramData", "Amazon", "EC2Launch", "state");

    private string Programs => Path.Combine(machine.DriveC, "Program Files", "Amazon", "EC2Launch");

    [Fact]
    public async Task Every_call_form_of_public_build_scripts_is_taken()
    {
        await machine.DemandAsync();
        await DoneAsync("install", "--shims");
        try
        {
            foreach (var (line, code) in Forms)
            {
                string[] lab = line.EndsWith("--dry-run", StringComparison.Ordinal) ? ["--insecure-permissions"] : [];
                var result = await machine.RunAsync([$@"{Folder}\EC2Launch.exe", .. line.Split(' '), .. lab]);
                Assert.True(result.ExitCode == code, $"{line}: {result}");
            }

            var slashes = await machine.RunAsync("C:/Program Files/Amazon/EC2Launch/EC2Launch.exe", "version");
            Assert.True(slashes.ExitCode == 0, $"{slashes}");

            foreach (var program in (string[])[@".\EC2Launch.exe", "ec2launch"])
            {
                var result = await machine.RunAsync("cmd", "/c", "cd", "/d", Folder, "&&", program, "version");
                Assert.True(result.ExitCode == 0, $"{program}: {result}");
            }
        }
        finally
        {
            await DoneAsync("uninstall", "--purge");
        }

        Assert.False(Directory.Exists(Programs));
        Assert.False(Directory.Exists(State));
    }

    /// <summary>Nothing is generalized here: Wine has no sysprep.exe, so those are told what they would do.</summary>
    private static (string Line, int Code)[] Forms =>
    [
        ("reset", 0), ("reset --block", 0), ("reset -c", 0), ("reset -c -b", 0), ("reset --clean", 0), ("reset --clean=true", 0),
        ("sysprep --dry-run", 0), ("sysprep --block --dry-run", 0), ("sysprep --shutdown --block --dry-run", 0),
        ("sysprep --shutdown --dry-run", 0), ("sysprep --shutdown=true --dry-run", 0), ("sysprep --shutdown=false --dry-run", 0),
        ("sysprep --shutdown=false --clean --dry-run", 0), ("sysprep --shutdown true --clean true --dry-run", 0),
        ("sysprep --shutdown=true --clean=true --dry-run", 0), ("sysprep -s --dry-run", 0), ("sysprep -c -b --dry-run", 0),
        ("sysprep --help", 0), ("reset --help", 0), ("status", 5), ("validate", 0), ("version", 0),
        ("get-agent-config --format json", 0), ("get-agent-config", 0), ("list-volumes -h", 0),
        ("internal randomize-password --username Nobody-Of-This-Name", 1),
    ];

    [Fact]
    public async Task Amazons_own_program_is_moved_aside_and_comes_back()
    {
        await machine.DemandAsync();
        Directory.CreateDirectory(Programs);
        await File.WriteAllTextAsync(Path.Combine(Programs, "EC2Launch.exe"), "amazon's", TestContext.Current.CancellationToken);
        var refused = await machine.OpenLaunchAsync("install", "--shims");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("is Amazon's", refused.Errors, StringComparison.Ordinal);

        await DoneAsync("install", "--shims", "--replace-ec2launch");
        Assert.Equal(0, (await machine.RunAsync($@"{Folder}\EC2Launch.exe", "version")).ExitCode);

        await DoneAsync("uninstall", "--purge");
        Assert.Equal("amazon's", await File.ReadAllTextAsync(Path.Combine(Programs, "EC2Launch.exe"), TestContext.Current.CancellationToken));
        Directory.Delete(Programs, recursive: true);
    }

    private async Task DoneAsync(params string[] arguments)
    {
        var result = await machine.OpenLaunchAsync(arguments);
        Assert.True(result.ExitCode == 0, result.ToString());
    }
}
