using OpenLaunch.Steps.HostName;

namespace OpenLaunch.Steps.InstanceInfo;

/// <summary>The places where the machine's facts are read.</summary>
/// <param name="Registry">The registry.</param>
/// <param name="Drivers">The drivers.</param>
/// <param name="Certificate">The Remote Desktop certificate.</param>
/// <param name="Region">Language and time zone.</param>
/// <param name="Components">Components with versions of their own.</param>
/// <param name="ComputerName">The computer's name.</param>
public sealed record InstanceInfoPorts(
    IRegistryReader Registry, IDriverInventory Drivers, IRemoteDesktopCertificate Certificate,
    IRegionalSettings Region, IComponentVersions Components, IComputerName ComputerName);
