using System.Text.Json;

namespace OpenLaunch.Runner.Tests.Switch;

/// <summary>The verbs and options that scripts call EC2Launch v2 by.</summary>
[EachProgram]
public sealed class CommandLineTests : IDisposable
{
    private const string Planted = "Planted-9fQ!word";

    private readonly StateFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("reset")]
    [InlineData("reset --clean")]
    [InlineData("reset -c")]
    [InlineData("reset -c -b")]
    [InlineData("reset --block")]
    [InlineData("reset --clean=true")]
    [InlineData("status")]
    [InlineData("status -b --timeout 0s")]
    [InlineData("status --block --timeout 0s")]
    [InlineData("sysprep --dry-run")]
    [InlineData("sysprep --clean --dry-run")]
    [InlineData("sysprep -c -b --dry-run")]
    [InlineData("sysprep -s --dry-run")]
    [InlineData("sysprep --shutdown --block --dry-run")]
    [InlineData("sysprep --shutdown=false --clean --dry-run")]
    [InlineData("sysprep --shutdown=true --clean=true --dry-run")]
    [InlineData("sysprep --shutdown true --clean true --dry-run")]
    [InlineData("sysprep --help")]
    [InlineData("reset --help")]
    [InlineData("validate")]
    [InlineData("version")]
    [InlineData("get-agent-config")]
    [InlineData("get-agent-config --format json")]
    [InlineData("get-agent-config -f yaml")]
    [InlineData("run-task add-routes --persistent --simulate")]
    public void Are_taken_as_they_are(string line) =>
        Assert.Empty(Runner.Commands.OpenLaunchCommand.Create().Parse(line).Errors);

    [Fact]
    public async Task Reset_with_clean_removes_the_logs_too()
    {
        await OpenLaunchProcess.RunAsync("run", "--simulate", "--only", "waitForSysprep", "--state", folder.Path);
        Assert.NotEmpty(Directory.EnumerateFiles(folder.At("log")));

        var reset = await OpenLaunchProcess.RunAsync("reset", "-c", "-b", "--state", folder.Path);

        Assert.Equal(0, reset.ExitCode);
        Assert.Empty(Directory.EnumerateFiles(folder.At("log")));
    }

    [Theory]
    [InlineData("yaml")]
    [InlineData("json")]
    public async Task The_configuration_is_printed_without_its_password_and_refused_in_that_form(string format)
    {
        await File.WriteAllTextAsync(folder.At("agent-config.yml"), $$"""
            version: 1.1
            config:
            - stage: preReady
              tasks:
              - task: setAdminAccount
                inputs: { password: { type: static, data: {{Planted}} } }
            """, TestContext.Current.CancellationToken);

        var printed = await OpenLaunchProcess.RunAsync("get-agent-config", "--format", format, "--state", folder.Path);

        Assert.Equal(0, printed.ExitCode);
        Assert.DoesNotContain(Planted, printed.Output + printed.Error, StringComparison.Ordinal);
        Assert.Contains("setAdminAccount", printed.Output, StringComparison.Ordinal);
        if (format == "json")
            Assert.Equal("1.1", JsonElement.Parse(printed.Output).GetProperty("version").GetString());
        await File.WriteAllTextAsync(folder.At("again.yml"), printed.Output, TestContext.Current.CancellationToken);
        Assert.Equal(78, (await OpenLaunchProcess.RunAsync("validate", folder.At("again.yml"))).ExitCode);
    }

    [Theory]
    [InlineData("{\"AdminPasswordType\": \"Random\"}", "EC2Launch v1's LaunchConfig.json")]
    [InlineData("{ \"driveLetterMapping\": [] }", "EC2Launch v1's DriveLetterMappingConfig.json")]
    [InlineData("<?xml version=\"1.0\"?>\n<BundleConfig/>", "EC2Config's BundleConfig.xml")]
    public async Task Another_agents_file_is_told_as_what_it_is(string text, string what)
    {
        await File.WriteAllTextAsync(folder.At("file"), text, System.Text.Encoding.Unicode, TestContext.Current.CancellationToken);

        var validated = await OpenLaunchProcess.RunAsync("validate", folder.At("file"));
        var parsed = await OpenLaunchProcess.RunAsync("userdata", "parse", folder.At("file"));

        Assert.Equal(78, validated.ExitCode);
        Assert.Contains($"this is {what}", validated.Error, StringComparison.Ordinal);
        Assert.Equal(1, parsed.ExitCode);
        Assert.Contains($"this is {what}", parsed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task User_data_where_a_configuration_belongs_is_told_as_such()
    {
        await File.WriteAllTextAsync(
            folder.At("file"), "version: 1.0\ntasks:\n- task: startSsm\n", TestContext.Current.CancellationToken);

        var validated = await OpenLaunchProcess.RunAsync("validate", folder.At("file"));

        Assert.Equal(78, validated.ExitCode);
        Assert.Contains("this is user data", validated.Error, StringComparison.Ordinal);
    }
}
