using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.InstanceInfo;

/// <summary>The language of a simulated machine, and UTC, which is the time zone of Amazon's images.</summary>
internal sealed class SimulatedRegionalSettings(SimulatedMachine machine) : IRegionalSettings
{
    private const string Name = "Coordinated Universal Time";

    public string Language => machine.Read(state => state.Windows.Language);

    /// <summary>UTC under the name that Windows gives it; .NET's own zone has other names on other systems.</summary>
    public TimeZoneInfo TimeZone { get; } = TimeZoneInfo.CreateCustomTimeZone("UTC", TimeSpan.Zero, Name, Name);
}
