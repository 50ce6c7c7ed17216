using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Sysprep;

/// <summary>
/// Waits until Windows Setup has finished, because until then it renames the machine, sets passwords and restarts.
/// </summary>
/// <param name="sysprep">The image state.</param>
[Step("waitForSysprep", "Waits until Windows Setup has finished configuring the machine")]
public sealed class WaitForSysprepStep(ISysprepState sysprep) : Step<WaitForSysprepInputs>
{
    /// <summary>The image state of a machine that is set up.</summary>
    internal const string Complete = "IMAGE_STATE_COMPLETE";

    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(
        WaitForSysprepInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        var state = sysprep.Read();
        if (!IsComplete(state))
        {
            context.Console.WriteLine(ConsoleTopic.Progress, $"Windows is being configured. SysprepState={state}");
            state = await WaitAsync(inputs.Timeout, context, cancellationToken);
        }

        if (!IsComplete(state))
        {
            return StepOutcome.Failed(
                $"Windows Setup has not finished after {inputs.Timeout.TotalSeconds:0} s: SysprepState={state ?? "unreadable"}, "
                + $@"expected {Complete}. See C:\Windows\Panther\setuperr.log for the cause, or raise the input 'timeout'.");
        }

        context.Console.WriteLine(ConsoleTopic.Progress, "Windows sysprep configuration complete.");
        return StepOutcome.Done;
    }

    private async Task<string?> WaitAsync(TimeSpan bound, StepContext context, CancellationToken cancellationToken)
    {
        var started = context.Time.GetTimestamp();
        var nextReport = ReportInterval;
        while (true)
        {
            var state = sysprep.Read();
            var elapsed = context.Time.GetElapsedTime(started);
            if (IsComplete(state) || elapsed >= bound)
                return state;
            if (state is null)
                context.Logger.LogWarning("Unable to determine SysprepState");
            if (elapsed >= nextReport)
            {
                context.Report($"Windows is still being configured. SysprepState={state}");
                nextReport = elapsed + ReportInterval;
            }

            var pause = TimeSpan.FromTicks(Math.Min((bound - elapsed).Ticks, (nextReport - elapsed).Ticks));
            await sysprep.WaitForChangeAsync(pause, cancellationToken);
        }
    }

    private static bool IsComplete(string? state) => string.Equals(state, Complete, StringComparison.OrdinalIgnoreCase);
}
