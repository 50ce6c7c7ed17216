using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Sysprep;
using Polly;
using Polly.Retry;

namespace OpenLaunch.Steps.Reboot;

/// <summary>
/// Restarts the machine however long that takes. Windows refuses while a logon is prepared, which is what it does in the seconds
/// after Setup, and an accepted restart may still come to nothing (Microsoft Learn, "InitiateSystemShutdownEx", remarks).
/// </summary>
/// <param name="sysprep">Where Windows Setup stands: a restart before its end leaves a Windows that cannot start.</param>
/// <param name="logger">Told of each wait.</param>
internal sealed class PersistentReboot(IRestart restart, ISysprepState sysprep, TimeProvider time, ILogger logger) : IReboot
{
    private const int MostAccepted = 2;
    private const string Advice = "What waits for the restart stays pending. Restart the machine by hand.";

    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RetryBound = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan SetupBound = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan AbortedAfter = TimeSpan.FromMinutes(5);

    /// <summary>Puts one together of the ports of a run.</summary>
    public static PersistentReboot Of(IServiceProvider services, IRestart restart) => new(
        restart, services.GetRequiredService<ISysprepState>(), services.GetRequiredService<TimeProvider>(),
        services.GetService<ILoggerFactory>()?.CreateLogger("restart") ?? NullLogger.Instance);

    /// <inheritdoc/>
    /// <exception cref="WindowsException">Windows does not restart.</exception>
    public async Task RequestAsync(string reason, CancellationToken cancellationToken)
    {
        await DemandSetupIsOverAsync(reason);
        for (var accepted = 1; ; accepted++)
        {
            await AskAsync(reason);
            try
            {
                if (await restart.StayAsync(AbortedAfter, cancellationToken))
                    return;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return; // a shutdown stops services first: that is what was asked for
            }

            var still = $"Windows accepted a restart ({reason}) and is still running {AbortedAfter.TotalMinutes:0} minutes later";
            if (accepted == MostAccepted)
                throw new WindowsException($"{still}, for the second time. {Advice}", null);
            Tell($"{still}; it is asked again.");
        }
    }

    private void Tell(string line) => logger.LogWarning("{Line}", line);

    private async Task DemandSetupIsOverAsync(string reason)
    {
        var started = time.GetTimestamp();
        for (var isTold = false; sysprep.Read() is { IsOver: false } state; isTold = true)
        {
            var left = SetupBound - time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
            {
                throw new WindowsException(
                    $"The machine is not restarted ({reason}): Windows Setup is under way ({state}), and a restart before its "
                    + $"end leaves a Windows that cannot start. {Advice}",
                    null);
            }

            if (!isTold)
                Tell($"The restart waits for the end of Windows Setup ({state}), at most {SetupBound.TotalMinutes:0} minutes.");
            await sysprep.WaitForChangeAsync(left, CancellationToken.None);
        }
    }

    private async Task AskAsync(string reason)
    {
        var pipeline = new ResiliencePipelineBuilder<RestartRefusal?> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<RestartRefusal?>
            {
                MaxRetryAttempts = (int)(RetryBound / RetryPause),
                Delay = RetryPause,
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is { PassesBy: true }),
                OnRetry = arguments =>
                {
                    if (arguments.AttemptNumber == 0)
                        Tell($"{arguments.Outcome.Result!.Message} It is asked again each {RetryPause.TotalSeconds:0} s.");
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
        if (await pipeline.ExecuteAsync(_ => ValueTask.FromResult(restart.Ask(reason))) is not { } refusal)
            return;
        Tell($"{refusal.Message} shutdown.exe is tried.");
        if (await restart.RunToolAsync(CancellationToken.None) is { } problem)
            throw new WindowsException($"{refusal.Message} {problem} {Advice}", null);
    }
}
