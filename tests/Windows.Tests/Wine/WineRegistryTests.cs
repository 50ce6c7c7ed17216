namespace OpenLaunch.Windows.Tests.Wine;

/// <summary>Steps that write the registry.</summary>
[Collection(WineMachine.Collection)]
public class WineRegistryTests(WineMachine machine)
{
    private const string Parameters = @"HKLM\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters";

    [Fact]
    public async Task The_DNS_suffixes_of_the_machine_are_what_the_plan_says_and_stay_so()
    {
        await machine.DemandAsync();
        await machine.RunAsync("reg", "add", Parameters, "/v", "SearchList", "/d", "corp.example", "/f");
        await using var boot = new WineBoot(machine, "  - step: setDnsSuffix\n    inputs: { suffixes: [fixed.example] }\n");

        var first = await boot.RunAsync();
        var list = await machine.RunAsync("reg", "query", Parameters, "/v", "SearchList");
        var second = await boot.RunAsync();
        await machine.RunAsync("reg", "delete", Parameters, "/v", "SearchList", "/f");

        Assert.Equal("done", first.OutcomeOf("setDnsSuffix"));
        Assert.Contains("corp.example,", list.Output, StringComparison.Ordinal);
        Assert.Contains("fixed.example", list.Output, StringComparison.Ordinal);
        Assert.Empty(second.ChangesOf("setDnsSuffix"));
    }
}
