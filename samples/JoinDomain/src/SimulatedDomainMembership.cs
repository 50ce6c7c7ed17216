using System.Globalization;
using OpenLaunch.Steps.Simulation;

namespace Contoso.JoinDomain;

/// <summary>The domain of a simulated machine, kept among its registry keys.</summary>
/// <param name="machine">The machine. It refuses a write outside of a change.</param>
public sealed class SimulatedDomainMembership(SimulatedMachine machine) : IDomainMembership
{
    private const string Key = @"SOFTWARE\Contoso\JoinDomain";

    /// <inheritdoc/>
    public string? Current => machine.Read(state =>
        state.Registry.TryGetValue(Key, out var values)
        && int.Parse(values["JoinedInBoot"], CultureInfo.InvariantCulture) < state.BootId
            ? values["Domain"]
            : null);

    /// <inheritdoc/>
    public void Join(JoinDomainInputs inputs) => machine.Write("domain", state => state.Registry[Key] = new()
    {
        ["Domain"] = inputs.Domain,
        ["JoinedInBoot"] = state.BootId.ToString(CultureInfo.InvariantCulture),
    });
}
