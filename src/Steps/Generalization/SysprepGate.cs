using OpenLaunch.Core.Documents;
using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Generalization;

/// <summary>Lets Sysprep through once nothing of Windows stands in its way.</summary>
/// <param name="tell">Told that it waits, and for what.</param>
internal sealed class SysprepGate(ISysprepFacts facts, ILocalAccounts accounts, Action<string> tell, TimeProvider time)
{
    // Windows announces none of this to other programs.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMinutes(1);

    /// <summary>What stands so far, without a wait.</summary>
    /// <exception cref="WindowsException">Sysprep is refused for what no waiting changes.</exception>
    public async Task<SysprepVerdict> JudgeAsync(SysprepAccount account, CancellationToken cancellationToken)
    {
        var known = facts.Read() with { IsDomainController = accounts.IsDomainController };
        if (SysprepReadiness.NeedsAdministrator(known, account))
        {
            known = known with
            {
                Administrator = (await accounts.ListAsync(cancellationToken)).FirstOrDefault(one => one.IsBuiltInAdministrator),
            };
        }

        var verdict = SysprepReadiness.Judge(known, account);
        return verdict.Refusals.Count == 0 ? verdict : throw Refusal("", verdict.Refusals);
    }

    /// <summary>Waits until nothing stands in the way.</summary>
    /// <exception cref="WindowsException">Something still does when the bound is over.</exception>
    public async Task WaitAsync(SysprepAccount account, TimeSpan bound, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var nextReport = TimeSpan.Zero;
        while ((await JudgeAsync(account, cancellationToken)).Obstacles is { Count: > 0 } obstacles)
        {
            var elapsed = time.GetElapsedTime(started);
            if (elapsed >= bound)
                throw Refusal($" after {DurationText.Format(bound)}", obstacles);
            if (elapsed >= nextReport)
            {
                tell($"waiting up to {Seconds(bound - elapsed)}: {Words(obstacles)}");
                nextReport = elapsed + ReportInterval;
            }

            await Task.Delay(bound - elapsed < Pause ? bound - elapsed : Pause, time, cancellationToken);
        }
    }

    private static string Seconds(TimeSpan left) => DurationText.Format(TimeSpan.FromSeconds(Math.Ceiling(left.TotalSeconds)));

    private static WindowsException Refusal(string when, IReadOnlyList<SysprepObstacle> obstacles) => new(
        $"Sysprep cannot start{when}: {Words(obstacles)}. {string.Join(" ", obstacles.Select(obstacle => obstacle.Remedy))} Then "
        + "call 'openlaunch sysprep' again. Windows was not generalized, and nothing was forgotten.",
        null);

    private static string Words(IReadOnlyList<SysprepObstacle> obstacles) =>
        string.Join("; ", obstacles.Select(obstacle => obstacle.What));
}
