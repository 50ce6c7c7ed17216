namespace OpenLaunch.Runner.Tests.Accounts;

/// <summary>addUsers wherever a step may stand.</summary>
[EachProgram]
public sealed class AddUsersRunTests : IDisposable
{
    private static readonly string[] Changes =
        ["make the user 'bob' with a random password that is not kept", "put the user 'bob' into the group 'Users'"];

    private readonly StateFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Runs_by_itself()
    {
        using var run = await RunAsync("run-step", "addUsers", "--input", "users=[{ name: bob }]");
        Assert.Equal(Changes, run.ChangesOf("addUsers"));
    }

    [Theory]
    [InlineData("plan.yml", "version: 1\nsteps:\n- step: addUsers\n  inputs: { users: [{ name: bob }] }\n")]
    [InlineData(
        "agent-config.yml",
        "version: 1.1\nconfig:\n- stage: preReady\n  tasks:\n  - task: addUsers\n    inputs: { users: [{ name: bob }] }\n")]
    public async Task Runs_as_an_entry_of_a_configuration(string name, string text)
    {
        await File.WriteAllTextAsync(folder.At(name), text, TestContext.Current.CancellationToken);
        using var run = await RunAsync("run", "--only", "addUsers", "--config", folder.At(name));
        Assert.Equal(Changes, run.ChangesOf("addUsers"));
    }

    [Fact]
    public async Task Runs_as_a_task_of_user_data()
    {
        await File.WriteAllTextAsync(
            folder.At("user-data"), "version: 1.1\ntasks:\n- task: addUsers\n  inputs: { users: [{ name: bob }] }\n",
            TestContext.Current.CancellationToken);
        using var run = await RunAsync("run", "--only", "runUserData", "--user-data", folder.At("user-data"));
        Assert.Equal(Changes, run.ChangesOf("runUserData"));
    }

    private async Task<RunReport> RunAsync(params string[] arguments) => RunReport.Of(await OpenLaunchProcess.RunAsync(
        [.. arguments, "--simulate", "--json", "--state", folder.At("state"), "--console", "none"]));
}
