using System.Globalization;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Simulation;

/// <summary>The identity of a simulated machine.</summary>
/// <param name="machine">The machine.</param>
public sealed class SimulatedHostIdentity(SimulatedMachine machine) : IHostIdentity
{
    /// <inheritdoc/>
    public string BootId => machine.Read(state => state.BootId.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public string MachineId => machine.Read(MachineIdOf);

    /// <inheritdoc/>
    public string OsBuild => machine.Read(state => state.Windows.Build);

    internal static string MachineIdOf(MachineState state) =>
        state.MachineId ?? "mac-" + (state.Adapters.FirstOrDefault()?.Mac.Replace(":", "", StringComparison.Ordinal) ?? "none");
}
