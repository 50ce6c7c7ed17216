using OpenLaunch.Steps.Routes;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.Diagnosis;

/// <summary>Resolves names on a simulated machine, where its routes lead to the resolver of EC2.</summary>
internal sealed class SimulatedNameLookup(SimulatedMachine machine) : INameLookup
{
    public Task<string> TryAsync(CancellationToken cancellationToken)
    {
        var network = new SimulatedNetwork(machine);
        return Ec2Addresses.Dns.FirstOrDefault(network.CanReach) is { } server
            ? Task.FromResult($"{server} answers")
            : throw new IOException("no resolver of EC2 answers");
    }
}

/// <summary>The clock of a simulated machine, compared where its routes lead to Amazon Time Sync.</summary>
internal sealed class SimulatedClockOffset(SimulatedMachine machine) : IClockOffset
{
    public Task<TimeSpan> MeasureAsync(CancellationToken cancellationToken)
    {
        var network = new SimulatedNetwork(machine);
        return Ec2Addresses.TimeSync.Any(network.CanReach)
            ? Task.FromResult(TimeSpan.FromMilliseconds(machine.Read(state => state.Windows.ClockOffsetMilliseconds)))
            : throw new IOException(
                $"Amazon Time Sync does not answer (tried {string.Join(", ", Ec2Addresses.TimeSync)} on UDP 123)");
    }
}
