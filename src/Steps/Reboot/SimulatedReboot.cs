using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.Reboot;

/// <summary>Restarts a simulated machine, at once unless its state says what keeps it from it.</summary>
internal sealed class SimulatedReboot(SimulatedMachine machine, TimeProvider time) : IRestart
{
    private bool restarted;

    public RestartRefusal? Ask(string reason)
    {
        RestartRefusal? refusal = null;
        machine.Happen(state =>
        {
            var faults = state.RestartFaults;
            if (faults.NotReady > 0)
            {
                faults.NotReady--;
                refusal = new($"Cannot restart Windows ({reason}): the device is not ready (21).", PassesBy: true);
            }
            else if (faults.Denied)
            {
                refusal = new($"Cannot restart Windows ({reason}): access is denied (5).", PassesBy: false);
            }
            else
            {
                Accept(state);
            }
        });
        return refusal;
    }

    public Task<string?> RunToolAsync(CancellationToken cancellationToken)
    {
        string? problem = null;
        machine.Happen(state =>
        {
            if (state.RestartFaults.Denied)
                problem = "'shutdown.exe /r /t 0 /f' ended with exit code 5: Access is denied.";
            else
                Accept(state);
        });
        return Task.FromResult(problem);
    }

    public async Task<bool> StayAsync(TimeSpan bound, CancellationToken cancellationToken)
    {
        if (!restarted)
            await Task.Delay(bound, time, cancellationToken);
        return restarted;
    }

    private void Accept(MachineState state)
    {
        restarted = state.RestartFaults.Aborted == 0;
        if (restarted)
            SimulatedStart.Restart(state);
        else
            state.RestartFaults.Aborted--;
    }
}
