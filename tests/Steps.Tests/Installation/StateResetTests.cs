using OpenLaunch.Core.Journal;
using OpenLaunch.Steps.Generalization;

namespace OpenLaunch.Steps.Tests.Installation;

public sealed class StateResetTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("openlaunch-").FullName;
    private readonly StateReset reset;

    public StateResetTests()
    {
        reset = new StateReset(folder, TimeProvider.System);
        File.WriteAllText(Journal, "{}\n");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Journal => Path.Combine(folder, JournalFile.FileName);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Without_a_run_the_journal_and_the_work_of_user_data_are_forgotten_at_once()
    {
        Directory.CreateDirectory(Path.Combine(folder, "userdata", "work"));
        await File.WriteAllTextAsync(Path.Combine(folder, "userdata", "last"), "x", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, "schedule.request"), "", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, "machine.yml"), "x", Cancellation);
        Assert.True(await reset.ApplyAsync(Cancellation));
        Assert.Equal(
            ["machine.yml", "run.holder", "run.lock", "userdata"],
            Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(folder, "userdata")));
    }

    [Fact]
    public async Task A_work_folder_that_is_a_link_is_removed_and_what_it_leads_to_is_left_alone()
    {
        var victim = Directory.CreateTempSubdirectory("openlaunch-victim-");
        await File.WriteAllTextAsync(Path.Combine(victim.FullName, "precious"), "x", Cancellation);
        Directory.CreateSymbolicLink(Path.Combine(folder, "userdata"), victim.FullName);
        Assert.True(await reset.ApplyAsync(Cancellation));
        Assert.False(Directory.Exists(Path.Combine(folder, "userdata")));
        Assert.Single(victim.EnumerateFileSystemInfos());
        victim.Delete(recursive: true);
    }

    [Fact]
    public async Task During_a_run_it_is_only_asked_for_and_the_end_of_the_run_forgets()
    {
        using (await RunLock.TakeAsync(folder, "run 1", TimeProvider.System, Cancellation))
        {
            Assert.False(await reset.ApplyAsync(Cancellation));
            Assert.True(File.Exists(Journal));
        }

        Assert.True(await reset.HonourAsync(Cancellation));
        Assert.False(File.Exists(Journal));
        Assert.False(reset.IsRequested);
    }

    [Fact]
    public async Task What_nobody_asked_for_is_not_done()
    {
        Assert.True(await reset.HonourAsync(Cancellation));
        Assert.True(File.Exists(Journal));
    }

    [Fact]
    public async Task A_request_waits_for_the_next_run_when_that_has_begun_already()
    {
        using var next = await RunLock.TakeAsync(folder, "run 2", TimeProvider.System, Cancellation);
        await reset.ApplyAsync(Cancellation);
        Assert.False(await reset.HonourAsync(Cancellation));
        Assert.True(File.Exists(Journal));
        Assert.True(reset.IsRequested);
    }

    [Fact]
    public async Task No_request_is_left_to_Sysprep_since_it_would_travel_with_the_image()
    {
        using var sysprep = await RunLock.TakeAsync(folder, SysprepRequest.Holder, TimeProvider.System, Cancellation);
        await Assert.ThrowsAsync<RunLockedException>(() => reset.ApplyAsync(Cancellation));
        Assert.False(reset.IsRequested);
    }

    [Fact]
    public async Task To_forget_is_to_forget_a_wish_for_Sysprep_too()
    {
        new SysprepRequest(folder).Make(new SysprepWish { Shutdown = true, PerBoot = false });
        await reset.ApplyAsync(Cancellation);
        Assert.Null(new SysprepRequest(folder).Take());
    }
}
