namespace OpenLaunch.Core.Engine;

/// <summary>Tells boots and machines apart without the metadata service.</summary>
public interface IHostIdentity
{
    /// <summary>Changes with each start of the operating system.</summary>
    string BootId { get; }

    /// <summary>The same for the life of a virtual machine, other for each clone: the SMBIOS system UUID on EC2.</summary>
    string MachineId { get; }

    /// <summary>The operating system's build and revision, e.g. <c>20348.2849</c>.</summary>
    string OsBuild { get; }
}
