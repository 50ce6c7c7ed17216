using System.Runtime.Versioning;
using Microsoft.Win32;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.HostName;

/// <summary>
/// The name of this Windows. Windows keeps the name in force and the name of the next start in two registry keys;
/// the functions that read names do not tell the two apart on every version.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe class WindowsComputerName : IComputerName
{
    private const string NamesKey = @"SYSTEM\CurrentControlSet\Control\ComputerName\";

    public string Current => Read("ActiveComputerName") ?? ReadActive();

    public string Pending => Read("ComputerName") ?? Current;

    public bool IsInDomain
    {
        get
        {
            // NetGetJoinInformation would ask the service Workstation, which may not run yet; this one is answered by LSASS.
            DSROLE_PRIMARY_DOMAIN_INFO_BASIC* information = null;
            var error = NetApiNative.DsRoleGetPrimaryDomainInformation(
                null, NetApiNative.DsRolePrimaryDomainInfoBasic, (void**)&information);
            if (error != 0)
                throw WindowsException.ForCode("Cannot read whether the computer belongs to a domain", error, "Run it again.");
            var role = information->MachineRole;
            NetApiNative.DsRoleFreeMemory(information);
            return role is not (NetApiNative.DsRole_RoleStandaloneWorkstation or NetApiNative.DsRole_RoleStandaloneServer);
        }
    }

    /// <exception cref="WindowsException">Windows refused the name, or this process may not rename the computer.</exception>
    public Task RenameAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // The DNS host name: Windows derives the NetBIOS name from it, so both stay the same.
        if (!WindowsComputerNameNative.SetComputerNameExW(WindowsComputerNameNative.ComputerNamePhysicalDnsHostname, name))
        {
            throw WindowsException.ForLastError(
                $"Cannot rename the computer '{Current}' to '{name}'",
                "Run as an administrator; a name has at most 15 letters, digits and hyphens and is not a number.");
        }

        return Task.CompletedTask;
    }

    private static string? Read(string subKey)
    {
        using var key = Registry.LocalMachine.OpenSubKey(NamesKey + subKey);
        return key?.GetValue("ComputerName") as string;
    }

    private static string ReadActive()
    {
        const int Longest = 256;
        var buffer = new char[Longest];
        var length = (uint)Longest;
        if (!WindowsComputerNameNative.GetComputerNameExW(WindowsComputerNameNative.ComputerNameNetBIOS, buffer, ref length))
            throw WindowsException.ForLastError("Cannot read the computer's name", "Check the event log for registry damage.");
        return new string(buffer, 0, (int)length);
    }
}
