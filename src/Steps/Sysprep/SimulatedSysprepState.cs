using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.Sysprep;

/// <summary>
/// Windows Setup of a simulated machine, which may end after some waiting: the image state becomes complete, then the flags are
/// cleared, in the order of Windows.
/// </summary>
internal sealed class SimulatedSysprepState(SimulatedMachine machine, TimeProvider time) : ISysprepState
{
    public SetupState Read() => machine.Read(state => new SetupState(
        state.Windows.ImageState, state.Setup.SystemSetupInProgress, state.Setup.SetupType, state.Setup.OobeInProgress));

    public async Task WaitForChangeAsync(TimeSpan bound, CancellationToken cancellationToken)
    {
        var left = machine.Read(state => state.Windows.CompletesAfterMilliseconds ?? state.Setup.EndsAfterMilliseconds);
        var started = time.GetTimestamp();
        var pause = TimeSpan.FromMilliseconds(Math.Min(left ?? double.MaxValue, bound.TotalMilliseconds));
        await machine.WaitForChangeAsync(pause, time, cancellationToken);
        if (left is null)
            return;
        left -= (int)time.GetElapsedTime(started).TotalMilliseconds;
        machine.Happen(state => Pass(state, left > 0 ? left : null));
    }

    private static void Pass(MachineState state, int? left)
    {
        if (state.Windows.CompletesAfterMilliseconds is not null)
        {
            state.Windows.CompletesAfterMilliseconds = left;
            if (left is null)
                state.Windows.ImageState = SetupState.Complete;
        }
        else
        {
            state.Setup.EndsAfterMilliseconds = left;
            if (left is null)
                (state.Setup.SystemSetupInProgress, state.Setup.SetupType, state.Setup.OobeInProgress) = (0, 0, 0);
        }
    }
}
