using OpenLaunch.Windows.Tests.Wine;

namespace OpenLaunch.Windows.Tests.Doubles;

/// <summary>The published build finds the console's port by the firmware's table, through doubles of kernel32.dll and setupapi.dll.</summary>
[Collection(WineMachine.Collection)]
public class ConsolePortDoubleTests(WineMachine machine)
{
    private const string Bus = @"HKLM\SYSTEM\CurrentControlSet\Enum\PCI\";

    private const string Id = @"VEN_1D0F&DEV_8250&SUBSYS_00000000&REV_00";

    [Theory]
    [InlineData(5, "COM3")] // where the table says
    [InlineData(6, "COM1")] // another place of the same device: COM1 as without a table
    public async Task The_port_of_the_PCI_device_that_the_firmware_names_is_the_console(byte slot, string port)
    {
        var doubles = await WindowsDouble.PutAsync(machine, "kernel32", "setupapi");
        var device = $@"{Bus}{Id}\0";
        await machine.RunAsync("reg", "add", device, "/v", "HardwareID", "/t", "REG_MULTI_SZ", "/d", $@"PCI\{Id}", "/f");
        await machine.SetRegistryAsync(device, "ClassGUID", "{4d36e978-e325-11ce-bfc1-08002be10318}");
        await machine.SetRegistryAsync(device, "BusNumber", 0x203);
        await machine.SetRegistryAsync(device, "Address", (5 << 16) | 1);
        await machine.SetRegistryAsync($@"{device}\Device Parameters", "PortName", "COM3");
        await File.WriteAllBytesAsync(doubles.At("SPCR.acpi"), Table(slot), TestContext.Current.CancellationToken);
        await using var terminal = await Terminal.ConnectAsync(machine, port);
        await using var boot = new WineBoot(machine, "  - step: announceReady\n") { Doubles = doubles };
        using var process = await boot.StartAsync();
        var run = new WineRun(await process.EndAsync());
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("Message: Windows is Ready to use\r\n", await terminal.LineAsync(), StringComparison.Ordinal);
        Assert.Contains("GetSystemFirmwareTable ACPI SPCR size=80 -> 80", await doubles.TakeCallsAsync());
    }

    [Fact]
    public async Task A_Windows_that_does_not_list_its_devices_boots_with_COM1()
    {
        var doubles = await WindowsDouble.PutAsync(machine, "kernel32", "setupapi");
        await File.WriteAllBytesAsync(doubles.At("SPCR.acpi"), Table(5), TestContext.Current.CancellationToken);
        doubles.Tell("no devices");
        await using var terminal = await Terminal.ConnectAsync(machine, "COM1");
        await using var boot = new WineBoot(machine, "  - step: announceReady\n") { Doubles = doubles };
        using var process = await boot.StartAsync();
        var run = new WineRun(await process.EndAsync());
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("Message: Windows is Ready to use\r\n", await terminal.LineAsync(), StringComparison.Ordinal);
    }

    /// <summary>A table that names a port in memory: device 8250 of Amazon, segment 2, bus 3, function 1.</summary>
    private static byte[] Table(byte slot)
    {
        var bytes = new byte[80];
        "SPCR"u8.CopyTo(bytes);
        bytes[4] = 80;
        byte[] pci = [0x50, 0x82, 0x0F, 0x1D, 3, slot, 1];
        pci.CopyTo(bytes, 64);
        bytes[75] = 2;
        return bytes;
    }
}
