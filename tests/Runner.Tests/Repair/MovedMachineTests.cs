namespace OpenLaunch.Runner.Tests.Repair;

[EachProgram]
public sealed class MovedMachineTests : IDisposable
{
    private readonly RunnerProcess runner = new();

    public void Dispose() => runner.Dispose();

    [Theory]
    [InlineData(MovedMachines.Ipv6, "fd00:ec2::254/128 through fe80::2 on interface 12")]
    [InlineData(MovedMachines.BothFamilies, "169.254.169.254/32 through 172.31.32.1 on interface 12")]
    [InlineData(MovedMachines.BothFamilies, "fd00:ec2::254/128 through fe80::2 on interface 12")]
    [InlineData(MovedMachines.TwoInterfaces, "169.254.169.254/32 through 172.31.32.1 on interface 12")]
    [InlineData(MovedMachines.SwitchOnTop, "169.254.169.254/32 through 172.31.32.1 on interface 30")]
    [InlineData(MovedMachines.OnLinkGateway, "169.254.169.254/32 on-link on interface 12")]
    [InlineData(MovedMachines.SomebodyElsesRoutes, "169.254.169.254/32 through 172.31.32.1 on interface 12")]
    public async Task Is_found_mended_and_then_well(string machine, string route)
    {
        var file = runner.Write("moved.yml", machine);

        var (found, findings, _) = await runner.RunAsync("repair", "--check", $"--simulate={file}");
        var (mended, report, error) = await runner.RunAsync("repair", $"--simulate={file}");
        var (well, _, _) = await runner.RunAsync("repair", "--check", "--simulate");
        var (again, second, _) = await runner.RunAsync("repair", "--simulate");

        Assert.Equal(1, found);
        Assert.Contains($"add the route {route}", findings, StringComparison.Ordinal);
        Assert.True(mended == 0, report + error);
        Assert.Equal(0, well);
        Assert.Equal(0, again);
        Assert.StartsWith("Nothing to mend.", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_the_routes_to_what_is_no_service_of_EC2()
    {
        var (exitCode, report, _) = await runner.RunAsync(
            "repair", $"--simulate={runner.Write("moved.yml", MovedMachines.SomebodyElsesRoutes)}");

        Assert.Equal(0, exitCode);
        foreach (var kept in new[] { "169.254.170.2/32", "169.254.0.0/16", "10.0.0.0/8" })
        {
            Assert.DoesNotContain(kept, report, StringComparison.Ordinal);
            Assert.Contains($"destination: {kept}", runner.Machine, StringComparison.Ordinal);
        }
    }
}
