namespace OpenLaunch.Windows.Tests.Wine;

[Collection(WineMachine.Collection)]
public class WineDriverTests(WineMachine machine)
{
    private const string Devices = @"HKLM\SYSTEM\CurrentControlSet\Enum\PCI\";

    private const string Classes = @"HKLM\SYSTEM\CurrentControlSet\Control\Class\";

    private const string Network = "{4d36e972-e325-11ce-bfc1-08002be10318}";

    private const string Storage = "{4d36e97b-e325-11ce-bfc1-08002be10318}";

    [Fact]
    public async Task The_drivers_of_the_instance_are_on_the_console()
    {
        await machine.DemandAsync();
        await AddAsync("VEN_1D0F&DEV_EC20", Network, "Amazon Elastic Network Adapter", "2.6.0.0", "oem3.inf");
        await AddAsync("VEN_1D0F&DEV_8061", Storage, "AWS NVMe Elastic Block Storage Adapter", "1.5.1.33", "oem4.inf");
        await using var boot = new WineBoot(machine, "  - step: showInstanceInfo\n");
        var run = await boot.RunAsync();
        Assert.True(run.ExitCode == 0, run.ToString());
        var console = await File.ReadAllTextAsync(boot.ConsolePath, TestContext.Current.CancellationToken);
        Assert.Contains("Driver: AWS NVMe Driver v1.5.1.33", console, StringComparison.Ordinal);
        Assert.Contains("Driver: Amazon Elastic Network Adapter v2.6.0.0", console, StringComparison.Ordinal);
    }

    private async Task AddAsync(string id, string setupClass, string name, string version, string inf)
    {
        var (device, driver) = ($@"{Devices}{id}\0", $@"{Classes}{setupClass}\0077");
        await machine.SetRegistryAsync(device, "ClassGUID", setupClass);
        await machine.SetRegistryAsync(device, "DeviceDesc", name);
        await machine.SetRegistryAsync(device, "Mfg", "Amazon Inc.");
        await machine.SetRegistryAsync(device, "Driver", $@"{setupClass}\0077");
        await machine.SetRegistryAsync(driver, "DriverVersion", version);
        await machine.SetRegistryAsync(driver, "InfPath", inf);
    }
}
