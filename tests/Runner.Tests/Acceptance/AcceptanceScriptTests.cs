using System.Text.Json;
using System.Text.RegularExpressions;

namespace OpenLaunch.Runner.Tests.Acceptance;

/// <summary>The scripts that see OpenLaunch at work on real Windows, as far as PowerShell 7 tells of them here.</summary>
[BuiltProgram("It is about a script and its files.")]
public sealed partial class AcceptanceScriptTests : IDisposable
{
    private static readonly string Scripts = Repository.File("tests", "acceptance");

    // What is no adapter: the installer package, and the agent as a whole.
    private static readonly string[] Others = ["Agent", "Package"];

    private readonly string folder = Directory.CreateTempSubdirectory("openlaunch-acceptance-").FullName;

    public AcceptanceScriptTests() => PowerShell.Demand();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Windows_PowerShell_can_read_every_script()
    {
        Assert.Empty((await InspectAsync(Scripts)).GetProperty("errors").EnumerateArray().Select(error => error.GetString()));
    }

    [Fact]
    public async Task What_it_cannot_read_is_told()
    {
        foreach (var (name, script) in new[] { ("a", "if ("), ("b", "$a ? 1 : 2"), ("c", "true && false"), ("d", "'ü'") })
            await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.ps1"), script, Cancellation);
        var found = await InspectAsync(folder);
        var errors = found.GetProperty("errors").EnumerateArray().Select(error => error.GetString()!).ToList();
        Assert.Contains(errors, error => error.StartsWith("a.ps1 line 1: Missing", StringComparison.Ordinal));
        Assert.Contains("b.ps1 line 1: ? is of 7", errors);
        Assert.Contains("c.ps1 line 1: && is of 7", errors);
        Assert.Contains("d.ps1: is not plain ASCII", errors);
    }

    [Fact]
    public async Task Every_adapter_is_named_by_a_check_and_no_check_names_another()
    {
        var checks = (await InspectAsync(Scripts)).GetProperty("checks").EnumerateArray().Select(check => check.GetString()!);
        var adapters = (await File.ReadAllLinesAsync(Repository.File("docs", "verified.md"), Cancellation))
            .Select(line => Row.Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value);
        Assert.Equal(
            adapters.Distinct().Order(StringComparer.Ordinal), checks.Distinct().Except(Others).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Only_true_passes_and_all_else_says_why()
    {
        var result = await RunAsync($$"""
            . '{{Scripts}}/checks/Result.ps1'
            Check 'WindowsA' 'true' { $true }
            Check 'WindowsB' 'true after a noise' { 'noise'; $true }
            Check 'WindowsC' 'false' { $false }
            Check 'WindowsD' 'a text' { 'something else' }
            Check 'WindowsE' 'nothing' { }
            Check 'WindowsF' 'an error' { throw "no`nway" }
            Check 'WindowsG' 'a skip' { Skip-Check 'none here' }
            """);
        string[] lines =
        [
            "PASS WindowsA | true", "PASS WindowsB | true after a noise", "FAIL WindowsC | false | False",
            "FAIL WindowsD | a text | something else", "FAIL WindowsE | nothing | ", "FAIL WindowsF | an error | no way",
            "SKIP WindowsG | a skip | none here",
        ];
        Assert.Equal(lines, result.Output.TrimEnd('\n').Split('\n'));
        Assert.Equal(lines, await File.ReadAllLinesAsync(Path.Combine(folder, "result.txt"), Cancellation));
    }

    /// <summary>The stage's own metadata service, key pair and plan, before the agent with a simulated machine.</summary>
    [Fact]
    public async Task The_run_of_a_stage_gives_the_password_to_the_owner_of_its_key_pair()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "openlaunch.dll");
        var port = FreePort();
        var result = await RunAsync($$"""
            $ErrorActionPreference = 'Stop'
            . '{{Scripts}}/checks/Metadata.ps1'
            $key = New-KeyPair
            $values = Get-InstanceMetadata (Get-PublicKeyLine $key) '{{folder}}'
            $values['user-data'] = $values['user-data'].Replace('openlaunch-admin', 'Administrator')
            $job = Start-Metadata $values {{port}}
            (Get-Content '{{Scripts}}/boot.yml' -Raw).Replace('name: openlaunch-admin, ', '') | Set-Content '{{folder}}/boot.yml'
            dotnet '{{program}}' run --simulate --imds http://127.0.0.1:{{port}} --config '{{folder}}/boot.yml' `
                --state '{{folder}}/state' --console '{{folder}}/console.txt' | Out-Host
            "password: $(Get-ConsolePassword (Get-Content '{{folder}}/console.txt' -Raw) $key)"
            Stop-Metadata $job {{port}}
            """);
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Matches(@"password: \S{8,}", result.Output);
        Assert.Contains("runUserData          done", result.Error, StringComparison.Ordinal);
        string[] changes = ["batch script", "PowerShell script", "openlaunch-group", "openlaunch-user", "written.txt"];
        foreach (var change in changes)
            Assert.Contains(change, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("boot.yml")]
    [InlineData("image.yml")]
    public async Task The_plans_of_the_stages_are_valid(string plan)
    {
        var result = await OpenLaunchProcess.RunAsync("validate", Path.Combine(Scripts, plan));
        Assert.True(result.ExitCode == 0, result.ToString());
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task<JsonElement> InspectAsync(string scripts)
    {
        var inspection = Repository.File("tests", "Runner.Tests", "Acceptance", "Inspect.ps1");
        var result = await PowerShell.RunAsync(new Dictionary<string, string>(), "-File", inspection, scripts);
        Assert.True(result.ExitCode == 0, result.ToString());
        return JsonElement.Parse(result.Output);
    }

    private Task<ProcessResult> RunAsync(string commands) => PowerShell.RunAsync(
        new Dictionary<string, string>(), "-Command", $"$Work = '{folder}'\n{commands}");

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"^\| (Windows\w+) \|")]
    private static partial Regex Row { get; }
}
