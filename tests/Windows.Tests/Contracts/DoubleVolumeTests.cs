using System.Runtime.Versioning;

namespace OpenLaunch.Windows.Tests.Contracts;

[SupportedOSPlatform("windows")]
public class DoubleVolumeTests : VolumeContract
{
    private const string System = """
        disk 0 size=32212254720 sector=512 style=gpt
        part 0 1 start=1048576 length=32089571328 letter=C fs=NTFS clusters=7834367 cluster=4096

        """;

    public DoubleVolumeTests()
    {
        if (OperatingSystem.IsWindows())
            DoubleWindows.Tell("disks", System);
    }

    protected override void Demand() => DoubleWindows.Demand();

    protected override Task AttachAsync(string style)
    {
        DoubleWindows.Tell("disks", System + $"""
            disk 1 size=268435456 sector=512 style={style}
            part 1 1 start=1048576 length=67108864 letter=E fs=NTFS clusters=16383 cluster=4096

            """);
        return Task.CompletedTask;
    }

    protected override Task DetachAsync()
    {
        DoubleWindows.Tell("disks", System);
        return Task.CompletedTask;
    }
}
