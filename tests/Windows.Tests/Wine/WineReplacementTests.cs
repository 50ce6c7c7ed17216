namespace OpenLaunch.Windows.Tests.Wine;

[Collection(WineMachine.Collection)]
public class WineReplacementTests(WineMachine machine)
{
    private const string Task = "Amazon Ec2 Launch - Instance Initialization";
    private const string Service = @"HKLM\SYSTEM\CurrentControlSet\Services\Amazon EC2Launch";

    private const string Definition = """
        <?xml version="1.0"?>
        <Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
          <Triggers><BootTrigger><Enabled>true</Enabled></BootTrigger></Triggers>
          <Principals>
            <Principal id="Author"><UserId>S-1-5-18</UserId><RunLevel>HighestAvailable</RunLevel></Principal>
          </Principals>
          <Settings><Enabled>true</Enabled></Settings>
          <Actions Context="Author"><Exec><Command>C:\Windows\System32\cmd.exe</Command></Exec></Actions>
        </Task>
        """;

    [Fact]
    public async Task Amazons_agents_are_disabled_by_install_and_restored_by_uninstall()
    {
        await machine.DemandAsync();
        var definition = Path.Combine(machine.NewFolder(), "task.xml");
        await File.WriteAllTextAsync(definition, Definition, TestContext.Current.CancellationToken);
        await machine.RunAsync("schtasks", "/create", "/tn", Task, "/xml", WineMachine.WindowsPath(definition));
        await machine.RunAsync("sc", "create", "Amazon EC2Launch", "binPath=", @"C:\windows\system32\cmd.exe", "start=", "auto");
        var told = await DoneAsync("install", "--replace-ec2launch", "--dry-run");
        Assert.Contains("would disable the service Amazon EC2Launch of EC2Launch v2 (was automatic)", told, StringComparison.Ordinal);
        Assert.Contains($"would disable the scheduled task {Task} of EC2Launch v1 (was enabled)", told, StringComparison.Ordinal);
        Assert.Equal("0x2", await machine.RegistryAsync(Service, "Start"));

        await DoneAsync("install", "--replace-ec2launch");
        Assert.Equal("0x4", await machine.RegistryAsync(Service, "Start"));
        Assert.False(await IsTaskEnabledAsync());
        await DoneAsync("install", "--replace-ec2launch");
        await DoneAsync("reset");

        await DoneAsync("uninstall", "--purge");
        Assert.Equal("0x2", await machine.RegistryAsync(Service, "Start"));
        Assert.True(await IsTaskEnabledAsync());
        await machine.RunAsync("sc", "delete", "Amazon EC2Launch");
    }

    private async Task<bool> IsTaskEnabledAsync() =>
        !(await File.ReadAllTextAsync(machine.TaskFile(Task), TestContext.Current.CancellationToken))
            .Contains("<Enabled>false</Enabled>", StringComparison.Ordinal);

    private async Task<string> DoneAsync(params string[] arguments)
    {
        var result = await machine.OpenLaunchAsync(arguments);
        Assert.True(result.ExitCode == 0, result.ToString());
        return result.Output;
    }
}
