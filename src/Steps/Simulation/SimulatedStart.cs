namespace OpenLaunch.Steps.Simulation;

/// <summary>What a start of Windows does to a simulated machine.</summary>
internal static class SimulatedStart
{
    /// <summary>
    /// Windows starts anew: active routes are lost and persistent ones become active, a rename takes effect, services run by
    /// their start type.
    /// </summary>
    public static void Start(MachineState state)
    {
        state.BootId++;
        state.ComputerName = state.PendingComputerName ?? state.ComputerName;
        state.PendingComputerName = null;
        state.Routes.RemoveAll(route => !route.Persistent);
        foreach (var route in state.Routes)
            route.Active = true;
        foreach (var service in state.Services)
            service.State = service.StartType.Equals("automatic", StringComparison.OrdinalIgnoreCase) ? "running" : "stopped";
    }

    /// <summary>A restart that a run asked for: the machine has started, and what is to run then has not yet.</summary>
    public static void Restart(MachineState state)
    {
        Start(state);
        state.Restarted = true;
    }

    /// <summary>A restart from outside, or the one that a run asked for, where that led to this start already.</summary>
    public static void Continue(MachineState state)
    {
        if (!state.Restarted)
            Start(state);
        state.Restarted = false;
    }
}
