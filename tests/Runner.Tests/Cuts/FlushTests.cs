using System.Globalization;
using System.Runtime.Versioning;

namespace OpenLaunch.Runner.Tests.Cuts;

/// <summary>How often a boot waits for the disk, counted. The file of the simulated machine is none that a real boot writes.</summary>
[UnsupportedOSPlatform("windows")]
[EachProgram]
public sealed class FlushTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("openlaunch-flush-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_first_boot_flushes_at_most_ten_times_and_a_later_one_twice()
    {
        using var machine = new CutMachine(await ShimAsync()) { HasScript = false };

        Assert.InRange((await FlushesAsync(machine)).Count, 3, 10);
        Assert.Equal(["/journal.ndjson", "/journal.ndjson"], await FlushesAsync(machine));
    }

    [Fact]
    public async Task After_a_run_that_never_came_to_its_end_each_start_and_end_of_an_entry_is_flushed()
    {
        using var machine = new CutMachine(await ShimAsync()) { HasScript = false };
        await machine.BootAsync();
        var writes = (await machine.CallsAsync()).Where(call => call.EndsWith(" write /journal.ndjson", StringComparison.Ordinal)).ToList();
        await machine.BootAsync(at: int.Parse(writes[3].Split(' ')[0], CultureInfo.InvariantCulture), "kill");

        var (careful, usual) = (await FlushesAsync(machine), await FlushesAsync(machine));

        Assert.InRange(careful.Count, 10, 100);
        Assert.Equal(2, usual.Count);
    }

    [Fact]
    public async Task Power_that_is_lost_just_before_the_last_flush_repeats_neither_the_script_nor_the_password()
    {
        using var first = new CutMachine(await ShimAsync());
        var last = (await first.CallsAsync()).Last(call => call.EndsWith(" fsync /journal.ndjson", StringComparison.Ordinal));
        using var machine = new CutMachine(Path.Combine(folder, "cut.so"));

        await machine.BootAsync(at: int.Parse(last.Split(' ')[0], CultureInfo.InvariantCulture), "power");
        var (runs, password) = (machine.ScriptRuns, machine.PasswordHash);
        Assert.Equal(1, runs);
        Assert.Equal(0, (await machine.BootAsync()).ExitCode);

        Assert.Equal((runs, password), (machine.ScriptRuns, machine.PasswordHash));
    }

    private async Task<string> ShimAsync()
    {
        var shim = await CutMachine.BuildAsync(folder);
        if (Environment.GetEnvironmentVariable("OPENLAUNCH_REQUIRE_GCC") is null)
            Assert.SkipWhen(shim is null, "needs gcc on Linux");
        return shim!;
    }

    private static async Task<IReadOnlyList<string>> FlushesAsync(CutMachine machine) =>
    [
        .. (await machine.CallsAsync()).Select(line => line.Split(' ')).Where(call => call[1] == "fsync").Select(call => call[2])
            .Where(file => !file.StartsWith("/machine.yml", StringComparison.Ordinal)),
    ];
}
