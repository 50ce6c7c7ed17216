using OpenLaunch.Core.Metadata;
using OpenLaunch.Steps.BootTask;

namespace OpenLaunch.Runner.Composition;

/// <summary>What the command line says about where a run works.</summary>
internal sealed record HostOptions
{
    /// <summary>The steps that are compiled into the program. Default: those of openlaunch.</summary>
    public CompiledSteps Steps { get; init; } = CompiledSteps.BuiltIn;

    /// <summary>Where configuration, state and logs live.</summary>
    public required StateFolders Folders { get; init; }

    /// <summary>The configuration file, or null for the agent's own, else the built-in plan.</summary>
    public string? ConfigurationFile { get; init; }

    public bool IsSimulated { get; init; }

    /// <summary>The machine file to start from, or null to go on from the one in the state folder.</summary>
    public string? MachineFile { get; init; }

    /// <summary>The metadata endpoint as the command line or the environment names it.</summary>
    public required MetadataEndpoint Endpoint { get; init; }

    /// <summary>Whether somebody named an endpoint; a simulated machine then starts no metadata service of its own.</summary>
    public bool IsEndpointNamed { get; init; }

    /// <summary>User data that the simulated metadata service serves.</summary>
    public string? UserDataFile { get; init; }

    /// <summary>Whether the scripts of user data are run for real although the machine is simulated.</summary>
    public bool ExecutesScripts { get; init; }

    /// <summary>The console's target: a file, <c>COMn</c>, <c>-</c> or <c>none</c>; null for the default.</summary>
    public string? ConsoleTarget { get; init; }

    /// <summary>Whether the log is shown on standard error, too.</summary>
    public bool EchoesLog { get; init; }

    /// <summary>Whether a simulated Windows starts anew first.</summary>
    public bool IsRestart { get; init; }

    /// <summary>What is wished for the starts of Windows, where one of them starts the run; null: somebody called it.</summary>
    public StartWish? Start { get; init; }

    /// <summary>What the run is to say first, on the console too.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>Whether metadata is asked while the plan is still read. Default: true.</summary>
    public bool AsksAhead { get; init; } = true;

    /// <summary>The schedule; a simulated machine on which nobody set it stands as the installation leaves one.</summary>
    public StartSchedule Schedule => new(Folders.State) { ByDefault = IsSimulated ? StartFrequency.PerInstance : null };

    /// <summary>The verb that asks for a run which is no boot's; null for a boot.</summary>
    public string? Verb { get; private init; }

    /// <summary>Whether the run is one of a boot.</summary>
    public bool IsBoot => Verb is null;

    /// <summary>The longest a request for metadata may go on trying; null: as long as the configuration says.</summary>
    public TimeSpan? MetadataBudget { get; private init; }

    /// <summary>Whether lock and journal are held only while a plan runs: for what stays resident. Default: false.</summary>
    public bool IsResident { get; private init; }

    /// <summary>Whether files that others than administrators can alter are used nevertheless. Default: false.</summary>
    public bool AllowsUntrustedFiles { get; init; }

    /// <summary>Whether nothing may be written anywhere.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>For the run that a person asks for: no boot's, and its lines are not for the instance console.</summary>
    /// <param name="metadataBudget">How long somebody waits for metadata; null: as long as the configuration says.</param>
    public HostOptions ForPerson(string verb, TimeSpan? metadataBudget = null) => this with
    {
        Verb = verb, ConsoleTarget = ConsoleTarget ?? "none", MetadataBudget = metadataBudget,
    };

    /// <summary>For one step that a person asks for, which does all that it does at a boot.</summary>
    public HostOptions ForStep(string verb) => this with { Verb = verb };

    /// <summary>For a verb that reads and changes nothing.</summary>
    public HostOptions ForReading(string verb, TimeSpan metadataBudget) => this with
    {
        Verb = verb, ConsoleTarget = "none", MetadataBudget = metadataBudget, IsDryRun = true,
    };

    /// <summary>For what stays resident, and runs a plan now and then.</summary>
    public HostOptions ForResident(string verb, TimeSpan metadataBudget) =>
        ForPerson(verb, metadataBudget) with { IsResident = true };
}
