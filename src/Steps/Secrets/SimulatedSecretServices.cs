using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.Secrets;

/// <summary>What the role of a simulated instance may read: the texts of its machine file.</summary>
internal sealed class SimulatedSecretServices(SimulatedMachine machine) : ISecretServices
{
    public Task<string> ReadAsync(SecretReference reference, StepContext context, CancellationToken cancellationToken) =>
        Task.FromResult(machine.Read(state => state.Instance.Secrets.GetValueOrDefault(reference.Name))
        ?? throw new SecretException(
            $"{reference with { Key = null }} cannot be fetched: the simulated account has none of this name. "
            + "Put it into the machine file: instance: { secrets: { NAME: TEXT } }."));
}
