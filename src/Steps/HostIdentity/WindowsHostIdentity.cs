using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using Microsoft.Win32;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.HostIdentity;

/// <summary>Tells boots and machines apart on Windows.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsHostIdentity(TimeProvider time) : IHostIdentity
{
    private const string PrefetchKey =
        @"SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management\PrefetchParameters";

    private const string VersionKey = @"SOFTWARE\Microsoft\Windows NT\CurrentVersion";
    private const int SystemProcess = 4;

    private readonly Lazy<string> bootId = new(() => ReadBootId(time));
    private readonly Lazy<string> machineId = new(ReadMachineId);
    private readonly Lazy<string> build = new(ReadBuild);

    public string BootId => bootId.Value;

    public string MachineId => machineId.Value;

    public string OsBuild => build.Value;

    private static string ReadBootId(TimeProvider time)
    {
        // The loader counts its starts there (KUSER_SHARED_DATA.BootId). It survives a change of the clock, as the time of
        // the boot computed from the uptime does not.
        if (Read(PrefetchKey, "BootId") is int counter)
            return $"boot-{counter.ToString(CultureInfo.InvariantCulture)}";
        try
        {
            using var system = Process.GetProcessById(SystemProcess);
            return Text(system.StartTime.ToUniversalTime());
        }
        catch (Exception e) when (e is ArgumentException or Win32Exception or InvalidOperationException)
        {
            // No such process, or no right to ask: the time of the boot, to the minute, has to do.
            var start = time.GetUtcNow() - TimeSpan.FromMilliseconds(Environment.TickCount64);
            return Text(new DateTime(start.UtcTicks - (start.UtcTicks % TimeSpan.TicksPerMinute), DateTimeKind.Utc));
        }

        static string Text(DateTime start) =>
            $"boot-{start.ToString("yyyyMMdd'T'HHmmss.fffffff'Z'", CultureInfo.InvariantCulture)}";
    }

    private static string ReadMachineId()
    {
        if (FirmwareTable.ReadSmbios() is { } table && SmbiosTable.FindSystemUuid(table) is { } uuid)
            return uuid.ToString();
        return Read(@"SOFTWARE\Microsoft\Cryptography", "MachineGuid") is string guid
            ? StartPlan.CopiedWithDisk + guid
            : throw new WindowsException(
                "The firmware gives no system UUID and Windows has no MachineGuid, so clones cannot be told apart. Repair the "
                    + @"value HKLM\SOFTWARE\Microsoft\Cryptography MachineGuid.", null);
    }

    private static string ReadBuild()
    {
        var number = Read(VersionKey, "CurrentBuild") as string
            ?? Environment.OSVersion.Version.Build.ToString(CultureInfo.InvariantCulture);
        return Read(VersionKey, "UBR") is int revision ? $"{number}.{revision.ToString(CultureInfo.InvariantCulture)}" : number;
    }

    private static object? Read(string subKey, string name)
    {
        using var key = Registry.LocalMachine.OpenSubKey(subKey);
        return key?.GetValue(name);
    }
}
