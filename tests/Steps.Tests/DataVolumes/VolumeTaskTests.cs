using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.DataVolumes;
using OpenLaunch.Steps.Tests.UserData;

namespace OpenLaunch.Steps.Tests.DataVolumes;

/// <summary>The tasks in user data and in agent-config.yml.</summary>
public sealed class VolumeTaskTests : IDisposable
{
    private readonly UserDataBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Volumes_are_made_before_the_script_behind_them_in_user_data_runs()
    {
        bench.State.Disks.AddRange([DiskBench.Root(), DiskBench.Ebs(1, "sdf"), DiskBench.InstanceStore(2)]);
        var userData = await File.ReadAllTextAsync(
            Path.Combine(Simulation.Repository.Root, "tests", "Steps.Tests", "UserData", "corpus", "yaml-volume-then-detached-batch.txt"),
            TestContext.Current.CancellationToken);
        // A document of version 1.0 runs after all other entries.
        var (outcome, context) = await bench.RunAsync(userData, postponed: true);
        Assert.IsNotType<StepOutcome.FailedOutcome>(outcome);
        Assert.Equal(["D", "Z"], bench.State.Disks.Skip(1).Select(disk => disk.Partitions[^1].Letter));
        Assert.Single(bench.Scripts);
        Assert.StartsWith("write a master boot record on disk 1", context.Changes.First(change => !change.Contains("format")), StringComparison.Ordinal);

        await bench.RunAsync(userData, postponed: true);
        Assert.Equal(["D", "Z"], bench.State.Disks.Skip(1).Select(disk => disk.Partitions[^1].Letter));
    }

    [Fact]
    public void An_agent_configuration_holds_letters_as_EC2Launch_v2_writes_them()
    {
        var inputs = Assert.IsType<InitializeVolumeInputs>(Read("letter: d").Plan.Entries
            .Single(entry => entry.Definition.Name == "initializeVolume").Inputs);
        Assert.Equal([('D', "xvdb"), (null, @"\dev\nvme0n1")], inputs.Devices.Select(device => (device.Drive, device.Device)));

        var refusal = Assert.Throws<ConfigurationException>(() => Read("letter: 'd:'"));
        Assert.Contains(refusal.Errors, error => error.ToString().Contains("letter: must have the form [A-Za-z]", StringComparison.Ordinal));
        Assert.Throws<ConfigurationException>(() => Read("letter: D:"));
    }

    private static LaunchConfiguration Read(string letter) =>
        new ConfigurationReader(BuiltInSteps.Catalogue) { Dialects = BuiltInSteps.Dialects }.Read(
            $"""
            version: 1.1
            config:
            - stage: postReady
              tasks:
              - task: initializeVolume
                inputs:
                  initialize: devices
                  devices:
                  - device: xvdb
                    name: Data
                    {letter}
                    partition: gpt
                  - device: \dev\nvme0n1
              - task: startSsm
            """,
            "agent-config.yml");
}
