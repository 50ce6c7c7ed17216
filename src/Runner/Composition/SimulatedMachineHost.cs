using Microsoft.Extensions.DependencyInjection;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Runner.Composition;

/// <summary>A simulated machine: its file, and its own metadata service unless another was named.</summary>
internal sealed class SimulatedMachineHost : IMachine
{
    private const string ConsoleName = "console.log";

    private readonly SimulatedMachine machine;
    private readonly SimulatedMetadataService? service;
    private readonly string stateFolder;

    private SimulatedMachineHost(SimulatedMachine machine, SimulatedMetadataService? service, string stateFolder) =>
        (this.machine, this.service, this.stateFolder) = (machine, service, stateFolder);

    /// <summary>Whether the metadata service, and with it the key pair, is our own.</summary>
    public bool HasOwnMetadata => service is not null;

    /// <summary>Starts the machine: from a file, else the next boot of the one in the state folder, else a fresh one.</summary>
    public static SimulatedMachineHost Start(HostOptions options, ChangeScope scope, TimeProvider time)
    {
        var folder = options.Folders.State;
        var file = Path.Combine(folder, MachineFile.FileName);
        var isNextBoot = options.MachineFile is null && File.Exists(file);
        var state = options.MachineFile is { } given ? MachineFile.Read(given)
            : isNextBoot ? MachineFile.Read(file)
            : MachineFile.ReadFresh();
        var machine = new SimulatedMachine(state, scope, options.IsDryRun ? null : saved => MachineFile.Write(file, saved));
        machine.Happen(isNextBoot ? MachineStart.Boot : static _ => { });
        var service = options.IsEndpointNamed ? null : SimulatedMetadataService.Start(machine, Instance(state, options), time);
        return new SimulatedMachineHost(machine, service, folder);
    }

    public void AddPorts(IServiceCollection services) => services.AddSimulatedPorts(machine);

    public MetadataOptions Reach(MetadataOptions options) => options with
    {
        Endpoint = service is null ? options.Endpoint : MetadataEndpoint.At(service.Endpoint),
        Connect = new SimulatedNetwork(machine).ConnectAsync,
    };

    public IConsolePort OpenConsole(string port) => new FileConsolePort(Path.Combine(stateFolder, ConsoleName));

    public async ValueTask DisposeAsync()
    {
        if (service is not null)
            await service.DisposeAsync().ConfigureAwait(false);
    }

    private static SimulatedInstance Instance(MachineState state, HostOptions options)
    {
        // A key pair takes a while to make; it is made beside the boot and waited for by whoever reads it.
        var key = Task.Run(() =>
        {
            using var pair = SimulatedKeyPair.Open(options.Folders.State, keep: !options.IsDryRun);
            return pair.OpenSshPublicKey;
        });
        return SimulatedInstance.Of(state) with
        {
            PublicKey = () => key.GetAwaiter().GetResult(),
            UserData = options.UserDataFile is { } file ? File.ReadAllBytes(file) : null,
        };
    }
}
