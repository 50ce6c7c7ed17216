namespace OpenLaunch.Windows.Tests.Wine;

[Collection(WineMachine.Collection)]
public class WineUserDataTests(WineMachine machine)
{
    private const string Steps = "  - step: runUserData\n";

    [Fact]
    public async Task A_batch_script_runs_in_the_command_processor_and_its_output_is_kept()
    {
        await machine.DemandAsync();
        await using var boot = new WineBoot(machine, Steps, "<script>\r\n@echo off\r\necho greetings from %OS%\r\nexit 0\r\n</script>");
        var run = await boot.RunAsync();
        Assert.True(run.ExitCode == 0, run.ToString());
        var output = Path.Combine(boot.Folder, "state", "log", "userdata", "user-data-1-output.log");
        var text = await File.ReadAllTextAsync(output, TestContext.Current.CancellationToken);
        Assert.Contains("greetings from Windows_NT", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scripts_run_in_System32_with_an_environment_that_holds_what_the_script_before_has_added_to_the_machines()
    {
        await machine.DemandAsync();
        await using var boot = new WineBoot(machine, """
              - step: executeScript
                inputs:
                  - { type: batch, content: 'reg add "HKLM\SYSTEM\CurrentControlSet\Control\Session Manager\Environment" /v ADDED /d fresh /f' }
                  - { type: batch, content: "@echo [%CD%] [%ADDED%] [%PATH%]" }

            """);
        var run = await boot.RunAsync();
        Assert.True(run.ExitCode == 0, run.ToString());
        var output = Path.Combine(boot.Folder, "state", "log", "userdata", "executeScript-2-output.log");
        var text = await File.ReadAllTextAsync(output, TestContext.Current.CancellationToken);
        Assert.StartsWith("[C:\\windows\\system32] [fresh] [C:\\windows", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_exit_code_of_a_batch_script_is_that_of_the_step()
    {
        await machine.DemandAsync();
        await using var boot = new WineBoot(machine, Steps, "<script>\r\nexit 7\r\n</script>");
        var run = await boot.RunAsync();
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("failed", run.OutcomeOf("runUserData"));
        Assert.Contains("exit code 7", run.ReasonOf("runUserData"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_files_of_a_script_are_gone_when_it_has_ended()
    {
        await machine.DemandAsync();
        await using var boot = new WineBoot(machine, Steps, "<script>\r\necho secret-word\r\n</script>");
        await boot.RunAsync();
        var work = Path.Combine(boot.Folder, "state", "userdata");
        Assert.True(!Directory.Exists(work) || !Directory.EnumerateFiles(work, "*", SearchOption.AllDirectories).Any());
    }

    [Fact]
    public async Task Keys_of_administrators_are_written_and_not_twice()
    {
        await machine.DemandAsync();
        const string Keys = "#cloud-config\nssh_authorized_keys: [ssh-ed25519 AAAAwine someone]\n";
        await using var boot = new WineBoot(machine, Steps, Keys);
        var run = await boot.RunAsync();
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(["add 1 key to the authorized keys of the administrators"], run.ChangesOf("runUserData"));

        // Wine keeps permissions in part only, so the file may be found open to others; the key is in it all the same.
        Assert.DoesNotContain("add 1 key", string.Join('\n', (await boot.RunAsync("--force")).ChangesOf("runUserData")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_of_administrators_are_not_written_into_a_folder_that_belongs_to_somebody_else()
    {
        await machine.DemandAsync();
        var folder = new DirectoryInfo(Path.Combine(machine.DriveC, "ProgramData", "ssh"));
        if (folder.Exists)
            folder.Delete(recursive: true);
        folder.Create(); // Wine gives what Linux makes to no administrator
        await using var boot = new WineBoot(machine, Steps, "#cloud-config\nssh_authorized_keys: [ssh-ed25519 AAAAwine someone]\n");
        var run = await boot.RunAsync();
        Assert.Contains("who could exchange the administrators' keys", run.ReasonOf("runUserData"), StringComparison.Ordinal);
        Assert.Empty(folder.EnumerateFileSystemInfos());
        folder.Delete();
    }

    [Fact]
    public async Task A_user_that_this_Windows_cannot_make_fails_the_step_in_plain_words_and_costs_no_other_task()
    {
        await machine.DemandAsync();
        const string Users = "#cloud-config\nusers: [{ name: brian, passwd: StrongPassw0rd!, groups: [Users, ops] }]\n"
            + "runcmd: [echo still here]\n";
        await using var boot = new WineBoot(machine, Steps, Users);
        var run = await boot.RunAsync();
        Assert.Equal("failed", run.OutcomeOf("runUserData"));
        Assert.StartsWith(
            "Line 2 of the user data, task 'users': Cannot read the account", run.ReasonOf("runUserData"), StringComparison.Ordinal);
        Assert.DoesNotContain("StrongPassw0rd!", run.ToString(), StringComparison.Ordinal);

        // Wine says that it has made the user, and then cannot tell of it.
        Assert.Equal(
            ["make the user 'brian' with its password", "run the batch script 2 of 2 as LocalSystem"], run.ChangesOf("runUserData"));
    }

    [Fact]
    public async Task The_exit_code_of_a_detached_script_is_known_after_the_run()
    {
        await machine.DemandAsync();
        const string Detached = "<detach>true</detach><script>\r\n@ping -n 4 127.0.0.1 >nul\r\n@echo late\r\n@exit 5\r\n</script>";
        await using var boot = new WineBoot(machine, Steps, Detached);
        var run = await boot.RunAsync();
        Assert.True(run.ExitCode == 0, run.ToString());

        var result = Path.Combine(boot.Folder, "state", "log", "userdata", "user-data-1-result.txt");
        for (var look = 0; look < 600 && !File.Exists(result); look++)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Equal("5", (await File.ReadAllTextAsync(result, TestContext.Current.CancellationToken)).Trim());
        Assert.Contains("\"exitCode\":5", (await boot.StatusAsync()).Output, StringComparison.Ordinal);
    }
}
