using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Simulation;

/// <summary>Tells boots of a simulated machine apart, and machines from one another.</summary>
internal sealed class SimulatedHostIdentity(SimulatedMachine machine) : IHostIdentity
{
    public string BootId => machine.Read(state => state.BootId.ToString(CultureInfo.InvariantCulture));

    public string MachineId => machine.Read(MachineIdOf);

    public string OsBuild => machine.Read(state => state.Windows.Build);

    internal static string MachineIdOf(MachineState state) =>
        state.MachineId ?? new Guid(Digest(state, "machine")[..16]).ToString();

    /// <summary>The instance id: stated, or made from the machine's id.</summary>
    internal static string InstanceIdOf(MachineState state) =>
        state.Instance.Id ?? $"i-{Convert.ToHexStringLower(Digest(state, "instance"))[..17]}";

    /// <summary>The firmware of another instance gives another UUID, whatever else of the machine is the same.</summary>
    private static byte[] Digest(MachineState state, string purpose)
    {
        var seed = state.MachineId ?? state.Instance.Id
            ?? state.Adapters.FirstOrDefault(adapter => adapter.Mac.Length > 0)?.Mac ?? state.ComputerName;
        return SHA256.HashData(Encoding.UTF8.GetBytes($"{purpose} {seed.ToUpperInvariant()}"));
    }
}
