namespace OpenLaunch.Steps.Simulation;

/// <summary>What a start of Windows does to a simulated machine.</summary>
internal static class SimulatedStart
{
    /// <summary>A restart that a run asked for: active routes are lost, persistent ones and a rename take effect.</summary>
    public static void Restart(MachineState state)
    {
        Start(state);
        state.Routes.RemoveAll(route => !route.Persistent);
        foreach (var route in state.Routes)
            route.Active = true;
        state.Restarted = true;
    }

    /// <summary>
    /// Makes the machine of an earlier simulation ready for the next run: its next boot, unless that run's restart led to
    /// one already. Routes stay as they are, so that a second run shows that nothing is left to do.
    /// </summary>
    public static void Continue(MachineState state)
    {
        if (!state.Restarted)
            Start(state);
        state.Restarted = false;
    }

    private static void Start(MachineState state)
    {
        state.BootId++;
        state.ComputerName = state.PendingComputerName ?? state.ComputerName;
        state.PendingComputerName = null;
    }
}
