using Microsoft.Extensions.Time.Testing;
using OpenLaunch.Core.Journal;

namespace OpenLaunch.Core.Tests.Journal;

public sealed class SettingsLockTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("openlaunch-settings-").FullName;
    private readonly List<string> told = [];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Of_many_who_read_add_and_write_none_undoes_what_another_wrote()
    {
        var file = Path.Combine(folder, "list");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(async () =>
        {
            using var turn = await TakeAsync(TimeProvider.System, _ => { });
            var lines = File.Exists(file) ? await File.ReadAllLinesAsync(file, Token) : [];
            await Task.Yield();
            AtomicFile.Write(file, System.Text.Encoding.ASCII.GetBytes(string.Concat(lines.Append($"{number}").Select(line => line + "\n"))));
        }, Token)));

        Assert.Equal(Enumerable.Range(0, 8).Select(number => $"{number}"), (await File.ReadAllLinesAsync(file, Token)).Order());
    }

    [Fact]
    public async Task Who_waits_says_so_once_and_goes_on_when_the_other_has_ended()
    {
        var first = await TakeAsync(TimeProvider.System, told.Add);
        var second = TakeAsync(TimeProvider.System, told.Add);
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, Token);
        Assert.False(second.IsCompleted);

        first.Dispose();
        (await second).Dispose();

        Assert.StartsWith("waiting at most 2 minutes for another openlaunch", Assert.Single(told), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_end_is_waited_for_no_longer_than_the_bound_and_is_named()
    {
        using var first = await TakeAsync(TimeProvider.System, told.Add);
        var time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.Zero };
        var second = TakeAsync(time, told.Add);
        while (!second.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, Token);
        }

        var refusal = await Assert.ThrowsAsync<IOException>(() => second);
        Assert.Contains($"it holds {Path.Combine(folder, SettingsLock.FileName)}. Nothing was changed.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_goes_on_without_it_where_the_disk_refuses_it_and_a_verb_does_not()
    {
        Directory.CreateDirectory(Path.Combine(folder, SettingsLock.FileName)); // no file can be opened there

        using (await SettingsLock.TakeAsync(folder, told.Add, TimeProvider.System, Token, isOptional: true))
            Assert.Empty(told);
        await Assert.ThrowsAnyAsync<SystemException>(() => TakeAsync(TimeProvider.System, told.Add));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Task<SettingsLock> TakeAsync(TimeProvider time, Action<string> tell) =>
        SettingsLock.TakeAsync(folder, tell, time, Token);
}
