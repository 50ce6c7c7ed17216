using System.Net;
using OpenLaunch.Steps.Routes;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.Diagnosis;

/// <summary>The clock of a simulated machine, compared where its routes lead to Amazon Time Sync.</summary>
internal sealed class SimulatedClockOffset(SimulatedMachine machine) : IClockOffset
{
    private static readonly IPAddress[] Servers = [IPAddress.Parse("169.254.169.123"), IPAddress.Parse("fd00:ec2::123")];

    public Task<TimeSpan> MeasureAsync(CancellationToken cancellationToken)
    {
        var network = new SimulatedNetwork(machine);
        return Servers.Any(network.CanReach)
            ? Task.FromResult(TimeSpan.FromMilliseconds(machine.Read(state => state.Windows.ClockOffsetMilliseconds)))
            : throw new IOException(
                $"Amazon Time Sync does not answer (tried {string.Join<IPAddress>(", ", Servers)} on UDP 123)");
    }
}
