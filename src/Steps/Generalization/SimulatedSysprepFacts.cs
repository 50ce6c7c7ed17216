using System.Globalization;
using OpenLaunch.Steps.Simulation;
using OpenLaunch.Steps.Sysprep;

namespace OpenLaunch.Steps.Generalization;

/// <summary>The facts of a simulated machine, which has no servicing of its own.</summary>
internal sealed class SimulatedSysprepFacts(SimulatedMachine machine, ISysprepState setup) : ISysprepFacts
{
    public SysprepFacts Read() => machine.Read(state => new SysprepFacts
    {
        Setup = setup.Read(),
        Build = int.Parse(state.Windows.Build.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture),
        HasDesktop = state.Windows.InstallOption == "Full",
        IsLocalSystem = false,
        IsDomainController = state.Windows.ProductType == "LanmanNT",
        PendingRestarts = [.. state.Windows.PendingRestarts],
    });
}
