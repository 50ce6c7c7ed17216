using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;

namespace OpenLaunch.Core.Tests.Journal;

/// <summary>One run at a time, and no boot lost because somebody mends routes just then.</summary>
public sealed class Locking : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("openlaunch-lock-").FullName;
    private readonly List<string> told = [];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_boot_waits_for_a_repair_and_says_so()
    {
        var repair = await OpenAsync("repair");
        var boot = OpenAsync(verb: null);
        while (told.Count == 0)
            await Task.Delay(10, TestContext.Current.CancellationToken);
        Assert.False(boot.IsCompleted);

        repair.Dispose();
        using var session = await boot;

        var line = Assert.Single(told);
        Assert.StartsWith($"waiting at most 15 minutes for the end of repair run {repair.RunId}, process", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_file_of_the_holder_says_moves_no_terminal()
    {
        using var repair = await OpenAsync("repair");
        var holder = Path.Combine(folder, "run.holder");
        var words = await File.ReadAllTextAsync(holder, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(holder, $"{words}\u001b[2J\n", TestContext.Current.CancellationToken);
        using var cancel = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunSession.OpenAsync(
            [folder], null, line => { told.Add(line); cancel.Cancel(); }, TimeProvider.System, cancel.Token));

        Assert.DoesNotContain(Assert.Single(told), char.IsControl);
    }

    [Fact]
    public async Task The_wait_can_be_cancelled()
    {
        using var repair = await OpenAsync("repair");
        using var cancel = new CancellationTokenSource();
        var boot = RunSession.OpenAsync([folder], null, _ => cancel.Cancel(), TimeProvider.System, cancel.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => boot);
    }

    [Fact]
    public async Task A_repair_waits_for_no_boot_and_a_second_boot_for_none_either()
    {
        using var boot = await OpenAsync(verb: null);

        await Assert.ThrowsAsync<RunLockedException>(() => OpenAsync("repair"));
        await Assert.ThrowsAsync<RunLockedException>(() => OpenAsync(verb: null));
        Assert.Empty(told);
    }

    [Fact]
    public async Task Two_state_folders_share_the_lock_of_the_machine()
    {
        var machine = Path.Combine(folder, "machine");
        using var first = await RunSession.OpenAsync(
            [machine, Path.Combine(folder, "a")], null, told.Add, TimeProvider.System, TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<RunLockedException>(() => RunSession.OpenAsync(
            [machine, Path.Combine(folder, "b")], null, told.Add, TimeProvider.System, TestContext.Current.CancellationToken));
        Assert.True(RunLock.IsTaken(Path.Combine(folder, "a")));
        Assert.False(RunLock.IsTaken(Path.Combine(folder, "b")));
    }

    [Fact]
    public async Task The_words_of_a_process_that_has_died_are_not_taken_for_those_of_the_holder()
    {
        using var boot = await OpenAsync(verb: null);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "run.holder"), "run 20260101T000000Z-abcd, process 999999999, started 2026-01-01 00:00:00Z",
            TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<RunLockedException>(() => OpenAsync("repair"));

        Assert.DoesNotContain("999999999", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_looks_whether_a_run_is_under_way_needs_no_right_to_write()
    {
        using (await OpenAsync(verb: null))
        {
            File.SetAttributes(Path.Combine(folder, "run.lock"), FileAttributes.ReadOnly);
            Assert.True(RunLock.IsTaken(folder));
        }

        Assert.False(RunLock.IsTaken(folder));
        Assert.False(RunLock.IsTaken(Path.Combine(folder, "absent")));
    }

    private Task<RunSession> OpenAsync(string? verb) =>
        RunSession.OpenAsync([folder], verb, told.Add, TimeProvider.System, TestContext.Current.CancellationToken);
}
