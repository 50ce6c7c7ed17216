using System.Runtime.Versioning;
using OpenLaunch.Windows.Tests.Contracts;

namespace OpenLaunch.Windows.Tests.RealWindows;

[SupportedOSPlatform("windows")]
public class RealVolumeTests : VolumeContract, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("openlaunch-disk-").FullName;

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected override void Demand() => RealWindows.Demand();

    protected override Task AttachAsync(string style) => DiskPartAsync(
        $"create vdisk file=\"{Disk}\" maximum=256 type=expandable", "attach vdisk", $"convert {style}",
        "create partition primary size=64", "format fs=ntfs quick");

    protected override Task DetachAsync() => DiskPartAsync($"select vdisk file=\"{Disk}\"", "detach vdisk");

    private string Disk => Path.Combine(folder, "scratch.vhdx");

    private async Task DiskPartAsync(params string[] commands)
    {
        var script = Path.Combine(folder, "diskpart.txt");
        await File.WriteAllLinesAsync(script, commands, TestContext.Current.CancellationToken);
        await RealWindows.RunAsync("diskpart", "/s", script);
    }
}
