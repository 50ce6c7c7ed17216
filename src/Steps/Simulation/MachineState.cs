using System.ComponentModel.DataAnnotations;
using OpenLaunch.Core.Binding;

namespace OpenLaunch.Steps.Simulation;

/// <summary>A simulated machine as its YAML file states it. Keys are the property names in camel case.</summary>
public sealed class MachineState : IValidatableObject
{
    /// <summary>The name in force since the last start.</summary>
    public required string ComputerName { get; set; }

    /// <summary>The name that the next start brings, or null when no rename is pending.</summary>
    public string? PendingComputerName { get; set; }

    [Holds(typeof(WindowsState))]
    public WindowsState Windows { get; set; } = new();

    [Holds(typeof(SetupFlags))]
    public SetupFlags Setup { get; set; } = new();

    [Holds(typeof(RestartFaults))]
    public RestartFaults RestartFaults { get; set; } = new();

    /// <summary>Whether the machine has the serial port that is its console. Default: true.</summary>
    public bool HasSerialPort { get; set; } = true;

    /// <summary>For how long another program holds the serial port from a run's first line on. Default: 0.</summary>
    [Range(0, int.MaxValue)]
    public int ConsoleBusyMilliseconds { get; set; }

    /// <summary>Counts the starts; from 1.</summary>
    [Range(1, int.MaxValue)]
    public int BootId { get; set; } = 1;

    /// <summary>Whether a run asked for the restart that led to this boot, and no run has followed yet. Default: false.</summary>
    public bool Restarted { get; set; }

    /// <summary>Stands for the SMBIOS system UUID; null: made from the first adapter's hardware address.</summary>
    public string? MachineId { get; set; }

    [Holds(typeof(InstanceState))]
    public InstanceState Instance { get; set; } = new();

    [Holds(typeof(AdapterState))]
    public List<AdapterState> Adapters { get; set; } = [];

    /// <summary>The routes beside those that addresses and gateways imply.</summary>
    [Holds(typeof(RouteState))]
    public List<RouteState> Routes { get; set; } = [];

    [Holds(typeof(DiskState))]
    public List<DiskState> Disks { get; set; } = [];

    /// <summary>The drive letters that something else than a disk has.</summary>
    [Holds(typeof(LetterState))]
    public List<LetterState> Letters { get; set; } = [];

    [Holds(typeof(AccountState))]
    public List<AccountState> Accounts { get; set; } = [];

    /// <summary>The local groups beside the built-in ones, and of those the ones with members that a step has added.</summary>
    [Holds(typeof(GroupState))]
    public List<GroupState> Groups { get; set; } = [];

    [Holds(typeof(AuthorizedKeysState))]
    public List<AuthorizedKeysState> AuthorizedKeys { get; set; } = [];

    [Holds(typeof(LicenceState))]
    public LicenceState Licence { get; set; } = new();

    [Holds(typeof(ServiceState))]
    public List<ServiceState> Services { get; set; } = [];

    /// <summary>Scheduled tasks of others, in the root folder of the task scheduler.</summary>
    [Holds(typeof(ScheduledTaskState))]
    public List<ScheduledTaskState> ScheduledTasks { get; set; } = [];

    /// <summary>Keys below <c>HKLM\</c>, each with its values as text.</summary>
    public Dictionary<string, Dictionary<string, string>> Registry { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    [Holds(typeof(EventState))]
    public List<EventState> Events { get; set; } = [];

    [Holds(typeof(DriverState))]
    public List<DriverState> Drivers { get; set; } = [];

    /// <summary>The thumbprint of the Remote Desktop certificate, or null when there is none.</summary>
    public string? RemoteDesktopThumbprint { get; set; }

    [Holds(typeof(WinRmState))]
    public WinRmState WinRm { get; set; } = new();

    /// <summary>The boot task: absent, disabled or enabled.</summary>
    public string BootTask { get; set; } = "absent";

    /// <summary>Scripts that were run, newest last: a mark of each for tests and people.</summary>
    [Holds(typeof(ScriptState))]
    public List<ScriptState> Scripts { get; set; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var twice in Adapters.GroupBy(adapter => adapter.Index).Where(same => same.Count() > 1))
            yield return new($"two adapters have the index {twice.Key}", [nameof(Adapters)]);
        foreach (var twice in Disks.GroupBy(disk => disk.Number).Where(same => same.Count() > 1))
            yield return new($"two disks have the number {twice.Key}", [nameof(Disks)]);
    }
}
