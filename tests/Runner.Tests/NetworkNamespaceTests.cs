using System.Diagnostics;
using System.Text.Json;

namespace OpenLaunch.Runner.Tests;

/// <summary>The metadata client on a network of its own, in which the kernel itself answers for the missing service.</summary>
[EachProgram]
public sealed class NetworkNamespaceTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("openlaunch-namespace-").FullName;

    [Theory]
    [InlineData("true", "no route to the address")]
    [InlineData("ip address add 169.254.169.254/32 dev lo", "the connection was refused")]
    [InlineData("ip route add 169.254.169.254/32 dev lo", "no answer within 2 s")]
    public async Task Without_an_answer_from_metadata_it_is_told_what_the_network_did(string network, string told)
    {
        await DemandNamespaceAsync();
        var plan = Path.Combine(folder, "plan.yml");
        await File.WriteAllTextAsync(
            plan, "version: 1\nmetadata: { timeout: 3s }\nsteps:\n  - step: waitForMetadata\n",
            TestContext.Current.CancellationToken);
        var result = await RunAsync(
            $"ip link set lo up && {network} && exec {AgentProgram.Quoted} run --json --simulate --imds http://169.254.169.254 "
            + $"--config '{plan}' --state '{Path.Combine(folder, "state")}'");
        Assert.True(result.ExitCode == 1, result.ToString());
        var step = JsonElement.Parse(result.Output).GetProperty("steps")[0];
        Assert.Contains(told, step.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task DemandNamespaceAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Network namespaces are a part of Linux.");
        var trial = await RunAsync("ip link set lo up");
        Assert.SkipWhen(trial.ExitCode != 0, $"No network namespace can be made here (needs root, iproute2): {trial.Error}");
    }

    private static async Task<ProcessResult> RunAsync(string script)
    {
        var start = new ProcessStartInfo("unshare", ["--net", "sh", "-c", script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("AWS_EC2_METADATA_SERVICE_ENDPOINT");
        start.Environment.Remove("AWS_EC2_METADATA_DISABLED");
        using var process = Process.Start(start)!;
        var token = TestContext.Current.CancellationToken;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(token), process.StandardError.ReadToEndAsync(token));
        await process.WaitForExitAsync(token);
        return new ProcessResult(process.ExitCode, await output, await error);
    }
}
