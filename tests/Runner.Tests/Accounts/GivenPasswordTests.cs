using System.IO.Compression;
using System.Text;

namespace OpenLaunch.Runner.Tests.Accounts;

/// <summary>A password that a configuration gives, which is to stand nowhere once it is set.</summary>
[EachProgram]
public sealed class GivenPasswordTests : IDisposable
{
    private const string Planted = "Planted-9fQ!word";

    private const string AgentConfig = $$"""
        version: 1.1
        # the first administrator
        config:
        - stage: preReady
          tasks:
          - task: setAdminAccount
            inputs:
              password:
                type: static
                data: {{Planted}}   # from the vault
        """;

    private const string Plan = $$"""
        version: 1
        steps:
        - step: waitForMetadata
        - step: setAdminAccount
          inputs: { password: { type: static, data: '{{Planted}}' } }
        """;

    private const string LaunchConfig = $$"""
        {
          "setComputerName": false, "setMonitorAlwaysOn": true, "setWallpaper": true, "addDnsSuffixList": true,
          "extendBootVolumeSize": true, "handleUserData": true, "adminPasswordType": "Specify", "adminPassword": "{{Planted}}"
        }
        """;

    private readonly StateFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("agent-config.yml", AgentConfig)]
    [InlineData("openlaunch.yml", Plan)]
    public async Task Is_taken_out_of_the_file_that_counts(string name, string text)
    {
        Directory.CreateDirectory(folder.At("state"));
        await File.WriteAllTextAsync(folder.At($"state/{name}"), text, Encoding.Unicode, Cancellation);

        var run = await RunAsync("run", "--only", "waitForMetadata,setAdminAccount");

        Assert.Equal(0, run.ExitCode);
        var left = await File.ReadAllTextAsync(folder.At($"state/{name}"), Cancellation);
        Assert.Contains("# the administrator's password was used and taken out on 20", left, StringComparison.Ordinal);
        Assert.Equal(text.Contains("vault", StringComparison.Ordinal), left.Contains("# from the vault", StringComparison.Ordinal));
        Assert.Equal([0xFF, 0xFE], (await File.ReadAllBytesAsync(folder.At($"state/{name}"), Cancellation))[..2]);
        AssertNowhere(run);
    }

    [Fact]
    public async Task Makes_way_for_a_random_one_on_a_clone_which_the_console_tells()
    {
        await File.WriteAllTextAsync(folder.At("plan.yml"), Plan, Cancellation);
        await RunAsync("run", "--config", folder.At("plan.yml"));

        var again = await RunAsync("run", "--config", folder.At("plan.yml"), "--force");

        Assert.Equal(0, again.ExitCode);
        Assert.Contains(
            "was used before and taken out of its file, so this instance gets a random one",
            await File.ReadAllTextAsync(folder.At("state/console.log"), Cancellation), StringComparison.Ordinal);
        AssertNowhere(again);
    }

    [Theory]
    [InlineData("agent-config.yml", AgentConfig, false)]
    [InlineData("openlaunch.yml", Plan, false)]
    [InlineData("agent-config.yml", AgentConfig, true)]
    [InlineData("LaunchConfig.json", LaunchConfig, true)]
    public async Task Stands_in_no_file_log_output_or_collected_archive_whichever_way_it_came(string name, string text, bool migrates)
    {
        Directory.CreateDirectory(folder.At("state"));
        if (migrates)
        {
            using var former = new StateFolder(); // the other agent's own file is its own
            await File.WriteAllTextAsync(former.At(name), text, Cancellation);
            var migrated = await OpenLaunchProcess.RunAsync(
                "migrate", "--from", former.At(name), "--to", folder.At("state/openlaunch.yml"));
            AssertNowhere(migrated);
            var plan = await File.ReadAllTextAsync(folder.At("state/openlaunch.yml"), Cancellation);
            Assert.Contains("data: \"\"", plan, StringComparison.Ordinal);
            plan = plan.Replace("data: \"\"", $"data: '{Planted}'", StringComparison.Ordinal); // given again by hand
            await File.WriteAllTextAsync(folder.At("state/openlaunch.yml"), plan, Cancellation);
        }
        else
        {
            await File.WriteAllTextAsync(folder.At($"state/{name}"), text, Cancellation);
        }

        var run = await RunAsync("run", "--verbose");
        var collected = await RunAsync("collect-logs", folder.At("logs.zip"));
        ZipFile.ExtractToDirectory(folder.At("logs.zip"), folder.At("collected"));

        Assert.Contains("setAdminAccount", run.Output + run.Error, StringComparison.Ordinal);
        Assert.Contains("Password: <Password>", await File.ReadAllTextAsync(folder.At("state/console.log"), Cancellation), StringComparison.Ordinal);
        AssertNowhere(run);
        AssertNowhere(collected);
    }

    [Fact]
    public async Task Is_told_and_kept_by_a_dry_run()
    {
        await File.WriteAllTextAsync(folder.At("plan.yml"), Plan, Cancellation);

        var run = await RunAsync("run", "--dry-run", "--config", folder.At("plan.yml"));

        Assert.Contains("take the administrator's password out of", run.Error, StringComparison.Ordinal);
        Assert.Equal(Plan, await File.ReadAllTextAsync(folder.At("plan.yml"), Cancellation));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Task<ProcessResult> RunAsync(params string[] arguments) =>
        OpenLaunchProcess.RunAsync([.. arguments, "--simulate", "--state", folder.At("state")]);

    private void AssertNowhere(ProcessResult run)
    {
        Assert.DoesNotContain(Planted, run.Output + run.Error, StringComparison.Ordinal);
        foreach (var bytes in Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Select(File.ReadAllBytes))
        {
            Assert.DoesNotContain(Planted, Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
            Assert.DoesNotContain(Planted, Encoding.Unicode.GetString(bytes), StringComparison.Ordinal);
        }
    }
}
