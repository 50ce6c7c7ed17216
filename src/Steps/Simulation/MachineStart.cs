namespace OpenLaunch.Steps.Simulation;

/// <summary>What a start of Windows does to a machine.</summary>
public static class MachineStart
{
    /// <summary>A restart: a pending name takes effect, active routes vanish, persistent ones come into use.</summary>
    /// <param name="state">The machine.</param>
    public static void Restart(MachineState state)
    {
        Boot(state);
        state.Routes.RemoveAll(route => !route.Persistent);
        foreach (var route in state.Routes)
            route.Active = true;
    }

    /// <summary>
    /// The next boot of a machine from the state folder. Unlike a restart it keeps active routes, so that a second run
    /// shows that nothing is left to do: docs/decisions/0001.
    /// </summary>
    /// <param name="state">The machine.</param>
    public static void Boot(MachineState state)
    {
        state.BootId++;
        state.ComputerName = state.PendingComputerName ?? state.ComputerName;
        state.PendingComputerName = null;
    }
}
