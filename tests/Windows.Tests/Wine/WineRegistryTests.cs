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

    [Fact]
    public async Task A_file_for_administrators_alone_is_that_and_stays_so()
    {
        await machine.DemandAsync();
        await using var boot = new WineBoot(machine, """
              - step: writeFile
                inputs:
                - { destination: 'C:\kept\secret.txt', content: text, frequency: always, permissions: administrators }

            """);

        var first = await boot.RunAsync();
        var second = await boot.RunAsync();

        Assert.Equal([@"write the file C:\kept\secret.txt (4 bytes), for administrators alone"], first.ChangesOf("writeFile"));
        Assert.Empty(second.ChangesOf("writeFile")); // what is read back is what was set
        Assert.True(File.Exists(Path.Combine(machine.DriveC, "kept", "secret.txt")));
    }
}
