using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Sysprep;

/// <summary>
/// Waits until Windows Setup has finished, because until then it renames the machine, sets passwords and restarts.
/// </summary>
/// <param name="sysprep">Where Windows Setup stands.</param>
[Step("waitForSysprep", "Waits until Windows Setup has finished configuring the machine")]
public sealed class WaitForSysprepStep(ISysprepState sysprep) : Step<WaitForSysprepInputs>
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(
        WaitForSysprepInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        var state = sysprep.Read();
        if (!state.IsOver)
        {
            context.Console.WriteLine(ConsoleTopic.Progress, $"Windows is being configured. {state}");
            state = await WaitAsync(inputs.Timeout, context, cancellationToken);
        }

        if (!state.IsOver)
        {
            return StepOutcome.Failed(
                $"Windows Setup has not finished after {inputs.Timeout.TotalSeconds:0} s: {state}, "
                + $@"expected {SetupState.Complete}{(state.ImageState == SetupState.Complete ? " alone" : "")}. "
                + @"See C:\Windows\Panther\setuperr.log for the cause, or raise the input 'timeout'.");
        }

        context.Console.WriteLine(ConsoleTopic.Progress, "Windows sysprep configuration complete.");
        return StepOutcome.Done;
    }

    private async Task<SetupState> WaitAsync(TimeSpan bound, StepContext context, CancellationToken cancellationToken)
    {
        var started = context.Time.GetTimestamp();
        var nextReport = ReportInterval;
        while (true)
        {
            var state = sysprep.Read();
            var elapsed = context.Time.GetElapsedTime(started);
            if (state.IsOver || elapsed >= bound)
                return state;
            if (state.ImageState is null)
                context.Logger.LogWarning("Unable to determine SysprepState");
            if (elapsed >= nextReport)
            {
                context.Report($"Windows is still being configured. {state}");
                nextReport = elapsed + ReportInterval;
            }

            var pause = TimeSpan.FromTicks(Math.Min((bound - elapsed).Ticks, (nextReport - elapsed).Ticks));
            await sysprep.WaitForChangeAsync(pause, cancellationToken);
        }
    }
}
