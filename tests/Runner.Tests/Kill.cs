using System.Text.RegularExpressions;

namespace OpenLaunch.Runner.Tests;

[EachProgram]
public sealed partial class Kill
{
    [Fact]
    public async Task A_run_that_is_killed_at_any_moment_and_repeated_ends_in_the_machine_of_an_undisturbed_one()
    {
        using var undisturbed = new StateFolder();
        await OpenLaunchProcess.RunAsync("run", "--simulate", "--state", undisturbed.Path);
        var expected = Comparable(undisturbed.MachineText);

        for (var milliseconds = 100; milliseconds <= 1000; milliseconds += 100)
        {
            using var state = new StateFolder();
            await KillAfterAsync(TimeSpan.FromMilliseconds(milliseconds), state);

            var again = await OpenLaunchProcess.RunAsync("run", "--simulate", "--state", state.Path, "--json");

            Assert.Equal(0, again.ExitCode);
            Assert.Equal(expected, Comparable(state.MachineText));
        }
    }

    private static async Task KillAfterAsync(TimeSpan delay, StateFolder state)
    {
        using var process = OpenLaunchProcess.Start("run", "--simulate", "--state", state.Path);
        await Task.Delay(delay, TimeProvider.System, TestContext.Current.CancellationToken);
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The machine without what differs by nature: the random password, how often it was started, and when.</summary>
    private static string Comparable(string machine) => Different().Replace(machine, "");

    [GeneratedRegex("passwordHash: \"[^\"]*\"|bootId: [0-9]+\n|requests: [0-9]+|\\btime: \"[^\"]*\"")]
    private static partial Regex Different();
}
