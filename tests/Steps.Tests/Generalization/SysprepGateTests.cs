using Microsoft.Extensions.Time.Testing;
using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.Generalization;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Sysprep;

namespace OpenLaunch.Steps.Tests.Generalization;

public class SysprepGateTests
{
    private static readonly SysprepFacts Busy = ChangingFacts.Ready with { Servicing = ["TiWorker.exe"] };

    private readonly FakeTimeProvider time = new() { AutoAdvanceAmount = TimeSpan.Zero };
    private readonly AccountsInMemory accounts = new(
        new LocalAccount { Name = "Guest", Sid = "S-1-5-21-1-2-3-501" },
        new LocalAccount { Name = "Chief", Sid = "S-1-5-21-1-2-3-500" });

    private readonly List<string> told = [];

    [Fact]
    public async Task Nothing_in_the_way_is_not_waited_for_and_not_told()
    {
        await WaitAsync(new ChangingFacts(ChangingFacts.Ready), TimeSpan.FromMinutes(20));
        Assert.Empty(told);
    }

    [Fact]
    public async Task The_administrator_is_known_by_its_number()
    {
        var gate = new SysprepGate(new ChangingFacts(ChangingFacts.Ready), accounts, told.Add, time);
        var token = TestContext.Current.CancellationToken;
        Assert.Equal("Chief", (await gate.JudgeAsync(SysprepAccount.Administrator, token)).Administrator);
        Assert.Null((await gate.JudgeAsync(SysprepAccount.Auto, token)).Administrator);
    }

    [Fact]
    public async Task It_says_what_it_waits_for_and_goes_on_when_that_is_over()
    {
        var facts = new ChangingFacts(Busy);
        var waiting = WaitAsync(facts, TimeSpan.FromMinutes(20));
        Assert.Equal(["waiting up to 20m: Windows is being serviced (TiWorker.exe)"], told);
        await PassAsync(facts, TimeSpan.FromSeconds(60));
        Assert.Equal("waiting up to 19m: Windows is being serviced (TiWorker.exe)", Assert.Single(told[1..]));
        facts.Facts = ChangingFacts.Ready;
        await PassAsync(facts, TimeSpan.FromSeconds(5));
        await waiting;
    }

    [Fact]
    public async Task What_is_still_in_the_way_at_the_end_is_refused_with_the_remedy()
    {
        var facts = new ChangingFacts(Busy with { PendingRestarts = ["RebootPending"] });
        var waiting = WaitAsync(facts, TimeSpan.FromSeconds(8));
        await PassAsync(facts, TimeSpan.FromSeconds(5));
        await PassAsync(facts, TimeSpan.FromSeconds(3));
        var refusal = await Assert.ThrowsAsync<WindowsException>(() => waiting);
        Assert.StartsWith(
            "Sysprep cannot start after 8s: Windows is being serviced (TiWorker.exe); Windows must restart (RebootPending). Let that "
            + "come to its end. Restart it. Then call 'openlaunch sysprep' again.",
            refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_becomes_hopeless_while_it_waits_is_refused_at_once()
    {
        var facts = new ChangingFacts(Busy);
        var waiting = WaitAsync(facts, TimeSpan.FromMinutes(20));
        facts.Facts = Busy with { Setup = new SetupState(SysprepReadiness.Generalized) };
        await PassAsync(facts, TimeSpan.FromSeconds(5));
        Assert.Contains(
            "generalized already", (await Assert.ThrowsAsync<WindowsException>(() => waiting)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wait_can_be_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var waiting = new SysprepGate(new ChangingFacts(Busy), accounts, told.Add, time)
            .WaitAsync(SysprepAccount.Auto, TimeSpan.FromMinutes(20), cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private Task WaitAsync(ISysprepFacts facts, TimeSpan bound) => new SysprepGate(facts, accounts, told.Add, time)
        .WaitAsync(SysprepAccount.Auto, bound, TestContext.Current.CancellationToken);

    /// <summary>Lets time pass until the facts have been read at its end.</summary>
    private async Task PassAsync(ChangingFacts facts, TimeSpan duration)
    {
        for (var passed = TimeSpan.Zero; passed < duration;)
        {
            var step = TimeSpan.FromSeconds(Math.Min(5, (duration - passed).TotalSeconds));
            var reads = facts.Reads;
            time.Advance(step);
            passed += step;
            while (facts.Reads == reads)
                await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }
}
