using System.Text;
using System.Text.Unicode;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Steps;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Routes;
using OpenLaunch.Steps.SerialConsole;
using OpenLaunch.Steps.Simulation;
using OpenLaunch.Steps.SimulatedMetadata;

namespace OpenLaunch.Runner.Composition;

/// <summary>A simulated machine: its file, and its own metadata service unless another was named.</summary>
internal sealed class SimulatedMachineHost : IMachine
{
    private const string ConsoleName = "console.log";

    private readonly SimulatedMachine machine;
    private readonly SimulatedMetadataService? service;
    private readonly string stateFolder;
    private readonly bool executesScripts;
    private readonly StartSchedule schedule;
    private readonly TimeProvider time;

    private SimulatedMachineHost(
        SimulatedMachine machine, SimulatedMetadataService? service, HostOptions options, TimeProvider time) =>
        (this.machine, this.service, stateFolder, executesScripts, schedule, this.time) =
            (machine, service, options.Folders.State, options.ExecutesScripts, options.Schedule, time);

    /// <summary>Whether the metadata service, and with it the key pair, is our own.</summary>
    public bool HasOwnMetadata => service is not null;

    /// <summary>Takes the machine of a file, else the one in the state folder, else a fresh one.</summary>
    public static SimulatedMachineHost Start(HostOptions options, ChangeScope scope, TimeProvider time)
    {
        var folder = new SimulatedMachineFolder(options.Folders.State);
        var state = folder.Open(options.MachineFile, options.IsRestart);
        var userData = options.UserDataFile is { } file ? Text(UserDataFile.Read(file)) : null;
        var disk = new SimulationDisk(Console.Error.WriteLine);
        var machine = new SimulatedMachine(state, scope, options.IsDryRun ? null : Save)
        {
            Newer = options.IsDryRun ? null : folder.Newer,
        };
        machine.Happen(started =>
        {
            if (options.IsBoot)
                started.Restarted = false; // what was to run then runs now
            started.Instance.UserData = userData ?? started.Instance.UserData;
        });
        if (!options.IsDryRun)
        {
            if (!File.Exists(options.Schedule.FullPath))
                disk.Keep(options.Schedule.FullPath, () => ScheduleFirst(options, time));
        }

        var service = options.IsEndpointNamed ? null
            : SimulatedMetadataService.Start(machine, new(folder.KeyPairPath, keep: !options.IsDryRun), time);
        return new SimulatedMachineHost(machine, service, options, time);

        void Save(MachineState machine) => disk.Keep(folder.MachinePath, () => folder.Save(machine));
    }

    /// <summary>As an installation does, unless somebody schedules at this moment.</summary>
    private static void ScheduleFirst(HostOptions options, TimeProvider time)
    {
        using var turn = SettingsLock.TakeAsync(options.Folders.State, Console.Error.WriteLine, time, CancellationToken.None)
            .GetAwaiter().GetResult();
        if (!File.Exists(options.Schedule.FullPath))
            options.Schedule.Write(StartFrequency.PerInstance);
    }

    /// <summary>Starts Windows anew, and keeps that it did.</summary>
    /// <returns>Whether Windows then starts the agent.</returns>
    public static bool Restart(HostOptions options)
    {
        var folder = new SimulatedMachineFolder(options.Folders.State);
        var state = folder.Open(options.MachineFile, restart: true);
        if (!options.IsDryRun)
            folder.Save(state);

        // On a machine without boot task nobody has installed the agent yet: the simulation takes it for installed.
        return state.BootTask == "enabled" || state.Services.Exists(service => service.Name == RegisterBootTaskStep.Service
                && service.StartType == "automatic")
            || (state.BootTask == "absent" && options.Schedule.Read() is { KeepsBootTask: true, Problem: null });
    }

    public void AddPorts(IServiceCollection services) =>
        services.AddSimulatedPorts(machine, executesScripts).AddSingleton(schedule);

    public MetadataOptions Reach(MetadataOptions options) => options with
    {
        Endpoint = service is null ? options.Endpoint : MetadataEndpoint.At(service.Endpoint),
        Connect = new SimulatedNetwork(machine).ConnectAsync,
    };

    public IConsolePort OpenConsole(string port, ILogger logger) => new SerialConsolePort(
        "COM1", SimulatedSerialPort.Opener(machine, Path.Combine(stateFolder, ConsoleName), time), time,
        problem => logger.LogWarning("{Problem}", problem));

    public async ValueTask DisposeAsync()
    {
        if (service is not null)
            await service.DisposeAsync();
    }

    /// <summary>User data as the machine file holds it. What is no text, such as gzip, is as good in base64.</summary>
    private static string Text(byte[] userData) =>
        Utf8.IsValid(userData) ? Encoding.UTF8.GetString(userData) : Convert.ToBase64String(userData);
}
