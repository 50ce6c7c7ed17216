using Amazon.Runtime.Internal;
using Amazon.Util;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Simulation;
using OpenLaunch.Steps.SimulatedMetadata;

namespace OpenLaunch.Steps.Tests.Simulation;

public sealed class AwsSdk
{
    [Fact]
    public async Task Reads_the_simulated_metadata_service_as_the_real_one()
    {
        var machine = FreshInstance.Read();
        machine.Instance.Id = "i-0cccccccccccccccc";
        var folder = Directory.CreateTempSubdirectory("openlaunch-aws-");
        await using var service = SimulatedMetadataService.Start(
            new SimulatedMachine(machine, new ChangeScope()), new SimulatedKeyPair(Path.Combine(folder.FullName, "key.pem")),
            TimeProvider.System);
        // The SDK has no other way to be told, and has read it already where another test has signed a call.
        Environment.SetEnvironmentVariable("AWS_EC2_METADATA_SERVICE_ENDPOINT", service.Endpoint.ToString().TrimEnd('/'));
        FallbackInternalConfigurationFactory.Reset();

        Assert.Equal("i-0cccccccccccccccc", EC2InstanceMetadata.InstanceId);
        Assert.Equal("us-east-1", EC2InstanceMetadata.Region?.SystemName);
        Assert.Equal("172.31.40.10", EC2InstanceMetadata.PrivateIpAddress);
        folder.Delete(recursive: true);
    }
}
