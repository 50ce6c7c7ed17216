using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.Sysprep;

/// <summary>The image state of a simulated machine, which may become complete after some waiting.</summary>
internal sealed class SimulatedSysprepState(SimulatedMachine machine, TimeProvider time) : ISysprepState
{
    public string? Read() => machine.Read(state => state.Windows.ImageState);

    public async Task WaitForChangeAsync(TimeSpan bound, CancellationToken cancellationToken)
    {
        if (machine.Read(state => state.Windows.CompletesAfterMilliseconds) is not { } left)
        {
            await machine.WaitForChangeAsync(bound, time, cancellationToken);
            return;
        }

        var started = time.GetTimestamp();
        var pause = TimeSpan.FromMilliseconds(Math.Min(left, bound.TotalMilliseconds));
        await machine.WaitForChangeAsync(pause, time, cancellationToken);
        left -= (int)time.GetElapsedTime(started).TotalMilliseconds;
        machine.Happen(state =>
        {
            state.Windows.CompletesAfterMilliseconds = left > 0 ? left : null;
            if (left <= 0)
                state.Windows.ImageState = WaitForSysprepStep.Complete;
        });
    }
}
