using Microsoft.Extensions.DependencyInjection;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Steps.DataVolumes;
using OpenLaunch.Steps.Simulation;
using OpenLaunch.Steps.Tests.Engine;

namespace OpenLaunch.Steps.Tests.DataVolumes;

/// <summary>The steps for data volumes on a simulated machine, whose journal lasts from run to run.</summary>
internal sealed class DiskBench : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("openlaunch-");
    private readonly ChangeScope scope = new();

    public DiskBench(params DiskState[] disks)
    {
        State = new()
        {
            ComputerName = "EC2AMAZ-4F7Q2MK",
            Disks = [Root(), .. disks],
            Services = [new() { Name = "ShellHWDetection", State = "running", StartType = "automatic" }],
        };
        Machine = new(State, scope);
    }

    public MachineState State { get; }

    public SimulatedMachine Machine { get; }

    public Dictionary<string, string> Kept { get; } = [];

    public TimeProvider? Time { get; init; }

    public IMetadataClient Metadata { get; init; } = new TestMetadata();

    public TestStepContext Context { get; private set; } = TestStepContext.Create(new());

    public DiskState this[int number] => State.Disks.Single(disk => disk.Number == number);

    public static DiskState Root() => new()
    {
        Number = 0,
        Size = "30GiB",
        Serial = "vol00000000000000000_00000001.",
        Device = "/dev/sda1",
        Partitions = [new() { Number = 1, Start = "1MiB", Size = "29GiB", Letter = "C", FileSystem = "NTFS", Label = "Windows" }],
    };

    public static DiskState Ebs(int number, string device, string content = "zero", string size = "100GiB") => new()
    {
        Number = number,
        Size = size,
        Style = "raw",
        Serial = $"vol{number:x17}_00000001.",
        Device = device,
        Content = content,
    };

    public static DiskState InstanceStore(int number, string content = "zero") => new()
    {
        Number = number,
        Size = "279GiB",
        Style = "raw",
        Product = "Amazon EC2 NVMe",
        Serial = $"AWS{number:x17}_00000001.",
        Content = content,
    };

    public string FilePath(string name) => Path.Combine(folder.FullName, "userdata", "files", name);

    public Task<StepOutcome> InitializeAsync(string yaml, bool dryRun = false, Action<string>? beforeChange = null) =>
        RunAsync<InitializeVolumeInputs>("initializeVolume", yaml, dryRun, beforeChange);

    public Task<StepOutcome> SetLettersAsync(string yaml) => RunAsync<SetDriveLettersInputs>("setDriveLetters", yaml, false, null);

    public void Dispose() => folder.Delete(recursive: true);

    private async Task<StepOutcome> RunAsync<T>(string name, string yaml, bool dryRun, Action<string>? beforeChange)
        where T : class, new()
    {
        var inputs = InputBinder.Read<T>(YamlDocumentReader.Read(yaml, "inputs"));
        await using var provider = new ServiceCollection()
            .AddBuiltInSteps(folder.FullName, Path.Combine(folder.FullName, "log")).AddSimulatedPorts(Machine).AddSingleton(scope)
            .AddSingleton(Time ?? TimeProvider.System).BuildServiceProvider();
        Context = TestStepContext.Create(scope, Metadata, dryRun, kept: Kept, time: Time);
        Context.BeforeChange = beforeChange;
        Assert.True(BuiltInSteps.Catalogue.TryFind(name, out var definition));
        var step = (Step<T>)definition.Create(provider);
        return await step.RunAsync(inputs, Context, TestContext.Current.CancellationToken);
    }

    public static PartitionState Volume(DiskState disk) => disk.Partitions.Single(partition => partition.Kind == "data");

    public static DiskState With(DiskState disk, string? letter, string label, string size = "102399MiB")
    {
        disk.Style = "mbr";
        disk.Partitions.Add(new() { Number = 1, Start = "1MiB", Size = size, Letter = letter, FileSystem = "NTFS", Label = label });
        return disk;
    }
}
