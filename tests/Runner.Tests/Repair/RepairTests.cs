using System.Text.Json;

namespace OpenLaunch.Runner.Tests.Repair;

[EachProgram]
public sealed class RepairTests : IDisposable
{
    private static readonly string MovedSubnet = Path.Combine(RunnerProcess.Root, "config", "examples", "moved-subnet.yml");

    private readonly RunnerProcess runner = new();

    public void Dispose() => runner.Dispose();

    [Fact]
    public async Task A_check_names_the_three_stale_routes_and_changes_nothing()
    {
        var (exitCode, output, _) = await runner.RunAsync("repair", "--check", $"--simulate={MovedSubnet}");

        Assert.Equal(1, exitCode);
        foreach (var address in new[] { "169.254.169.254", "169.254.169.250", "169.254.169.251" })
        {
            Assert.Contains($"remove the persistent route {address}/32 through 10.0.16.1", output, StringComparison.Ordinal);
            Assert.Contains($"remove the route {address}/32 through 10.0.16.1", output, StringComparison.Ordinal);
        }

        Assert.EndsWith("Mend it: openlaunch repair", output.TrimEnd(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(runner.State));
    }

    [Fact]
    public async Task A_repair_mends_and_verifies_and_leaves_nothing_to_do()
    {
        var (mended, report, _) = await runner.RunAsync("repair", $"--simulate={MovedSubnet}");
        var (checkedAfter, _, _) = await runner.RunAsync("repair", "--check", "--simulate");
        var machine = runner.Machine;
        var (again, second, _) = await runner.RunAsync("repair", "--simulate");

        Assert.Equal(0, mended);
        Assert.Matches("works +metadata +answers with a session token", report);
        Assert.Matches("works +KMS +169.254.169.250 and 169.254.169.251 on TCP 1688", report);
        Assert.Matches("works +activation +licensed for 180 days", report);
        Assert.Equal(0, checkedAfter);
        Assert.Equal(0, again);
        Assert.StartsWith("Nothing to mend.", second, StringComparison.Ordinal);
        Assert.Equal(machine, runner.Machine);
    }

    [Fact]
    public async Task Metadata_answers_afterwards_on_a_machine_that_had_none_to_begin_with()
    {
        var (_, output, _) = await runner.RunAsync("repair", $"--simulate={MovedSubnet}", "--json");

        using var json = JsonDocument.Parse(output);
        Assert.Equal("mended", json.RootElement.GetProperty("outcome").GetString());
        Assert.StartsWith("i-", json.RootElement.GetProperty("instanceId").GetString(), StringComparison.Ordinal);
        Assert.Equal(14, json.RootElement.GetProperty("changes").GetArrayLength());
        Assert.Equal(
            ["metadata works", "KMS works", "activation works"],
            json.RootElement.GetProperty("verified").EnumerateArray()
                .Select(verified => $"{verified.GetProperty("what")} {verified.GetProperty("state")}"));
    }

    [Fact]
    public async Task Touches_neither_password_nor_name_nor_disks_nor_user_data()
    {
        var machine = await File.ReadAllTextAsync(MovedSubnet, TestContext.Current.CancellationToken);
        var file = runner.Write(
            "machine.yml", machine + "\npendingComputerName: WEB-1\ninstance: { userData: <script>echo 1</script> }\n");

        var (exitCode, output, _) = await runner.RunAsync("repair", $"--simulate={file}", "--json");

        Assert.Equal(0, exitCode);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(
            ["addRoutes", "activateWindows"],
            json.RootElement.GetProperty("changes").EnumerateArray()
                .Select(change => change.GetProperty("step").GetString()).Distinct());
        Assert.Contains("computerName: EC2AMAZ-4F7Q2MK", runner.Machine, StringComparison.Ordinal);
        Assert.Contains("pendingComputerName: WEB-1", runner.Machine, StringComparison.Ordinal);
        Assert.Contains("bootId: 41", runner.Machine, StringComparison.Ordinal);
        Assert.DoesNotContain("password", runner.Machine, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("scripts:", runner.Machine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_status_stays_that_of_the_boot()
    {
        var (_, before, _) = await runner.RunAsync("status");
        await runner.RunAsync("repair", $"--simulate={MovedSubnet}");
        var (neverRan, _, _) = await runner.RunAsync("status");
        var (_, boot, _) = await runner.RunAsync("run", "--simulate", "--json");
        await runner.RunAsync("repair", "--simulate");
        var (code, status, _) = await runner.RunAsync("status", "--json");

        Assert.Contains("never ran", before, StringComparison.Ordinal);
        Assert.Equal(5, neverRan);
        using var run = JsonDocument.Parse(boot);
        using var after = JsonDocument.Parse(status);
        Assert.Equal(0, code);
        Assert.Equal(run.RootElement.GetProperty("run").GetString(), after.RootElement.GetProperty("run").GetString());
        var journal = await File.ReadAllTextAsync(
            Path.Combine(runner.State, "journal.ndjson"), TestContext.Current.CancellationToken);
        Assert.Contains("\"verb\":\"repair\"", journal, StringComparison.Ordinal);
        Assert.Contains("remove the persistent route 169.254.169.254/32", journal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_what_is_still_wrong_and_exits_1()
    {
        var file = runner.Write("machine.yml", "computerName: A\nadapters: []\n");

        var (exitCode, output, _) = await runner.RunAsync("repair", "--check", $"--simulate={file}");

        Assert.Equal(1, exitCode);
        Assert.Contains("addRoutes failed: no network adapter can carry the routes", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_licence_of_the_owner_is_left_alone_and_no_finding()
    {
        var machine = await File.ReadAllTextAsync(MovedSubnet, TestContext.Current.CancellationToken);
        var file = runner.Write("machine.yml", machine
            .Replace("billing: included", "billing: byol", StringComparison.Ordinal)
            .Replace("kmsServer: 169.254.169.250", "kmsServer: kms.example.com", StringComparison.Ordinal));

        var (exitCode, output, _) = await runner.RunAsync("repair", $"--simulate={file}");

        Assert.Equal(0, exitCode);
        Assert.Matches("not needed +activation +the licence is the owner's own", output);
        Assert.Contains("kmsServer: kms.example.com", runner.Machine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_task_add_routes_keeps_them_on_disk_where_asked()
    {
        var (exitCode, _, _) = await runner.RunAsync("run-task", "add-routes", "--persistent", $"--simulate={MovedSubnet}");

        Assert.Equal(0, exitCode);
        Assert.Equal(6, runner.Machine.Split("persistent: true").Length - 1);
        Assert.DoesNotContain("10.0.16.1", runner.Machine, StringComparison.Ordinal);
    }
}
