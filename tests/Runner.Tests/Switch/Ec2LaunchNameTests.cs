namespace OpenLaunch.Runner.Tests.Switch;

/// <summary>EC2Launch.exe of the native packages calls the program by a first argument that nobody types.</summary>
[EachProgram]
public class Ec2LaunchNameTests
{
    [Fact]
    public async Task What_EC2Launch_exe_hands_over_is_taken_as_EC2Launch_v2s_command_line()
    {
        var help = await OpenLaunchProcess.RunAsync("--as-ec2launch", "--help");

        Assert.Equal(0, help.ExitCode);
        Assert.Contains("EC2Launch v2", help.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anywhere_but_first_it_is_no_argument()
    {
        var result = await OpenLaunchProcess.RunAsync("version", "--as-ec2launch");

        Assert.Equal(64, result.ExitCode);
        Assert.Contains("See 'openlaunch version --help'.", result.Error, StringComparison.Ordinal);
    }
}
