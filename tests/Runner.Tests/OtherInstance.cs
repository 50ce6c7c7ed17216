using System.Diagnostics;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Simulation;
using OpenLaunch.Steps.SimulatedMetadata;

namespace OpenLaunch.Runner.Tests;

/// <summary>Runs against a metadata service that is not the run's own.</summary>
[EachProgram]
public sealed class OtherInstance : IAsyncDisposable
{
    private readonly StateFolder state = new();
    private readonly StateFolder service = new();
    private readonly List<SimulatedMetadataService> services = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var running in services)
            await running.DisposeAsync();
        state.Dispose();
        service.Dispose();
    }

    [Fact]
    public async Task Another_instance_id_runs_what_is_once_per_instance_again()
    {
        using var first = await RunAsync(Start("i-0aaaaaaaaaaaaaaaa"));
        using var same = await RunAsync(Start("i-0aaaaaaaaaaaaaaaa"));
        using var other = await RunAsync(Start("i-0bbbbbbbbbbbbbbbb"));

        Assert.Equal(("i-0aaaaaaaaaaaaaaaa", "i-0bbbbbbbbbbbbbbbb"), (first.InstanceId, other.InstanceId));
        Assert.Equal(
            ("done", "skipped", "done"),
            (first.OutcomeOf("setAdminAccount"), same.OutcomeOf("setAdminAccount"), other.OutcomeOf("setAdminAccount")));
        Assert.Equal(["set a new password for Administrator"], other.Changes);
    }

    [Fact]
    public async Task Openssl_decrypts_the_password_block()
    {
        using var run = await RunAsync(Start("i-0cccccccccccccccc"));

        Assert.Equal(32, (await DecryptAsync(state.ConsoleText)).Length);
    }

    private async Task<string> DecryptAsync(string console)
    {
        const string opening = "<Password>\r\n", closing = "\r\n</Password>";
        var start = console.IndexOf(opening, StringComparison.Ordinal) + opening.Length;
        var block = console[start..console.IndexOf(closing, StringComparison.Ordinal)];
        using var openssl = Process.Start(new ProcessStartInfo(
            "openssl", ["pkeyutl", "-decrypt", "-inkey", service.At("key-pair.pem"), "-pkeyopt", "rsa_padding_mode:pkcs1"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await openssl.StandardInput.BaseStream.WriteAsync(Convert.FromBase64String(block), TestContext.Current.CancellationToken);
        openssl.StandardInput.Close();
        return await openssl.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private string Start(string instanceId)
    {
        var machine = FreshInstance.Read();
        machine.Instance.Id = instanceId;
        var running = SimulatedMetadataService.Start(
            new SimulatedMachine(machine, new ChangeScope()), new SimulatedKeyPair(service.At("key-pair.pem")), TimeProvider.System);
        services.Add(running);
        return running.Endpoint.ToString();
    }

    private async Task<RunReport> RunAsync(string endpoint) => RunReport.Of(await OpenLaunchProcess.RunAsync(
        "run", "--simulate", "--state", state.Path, "--imds", endpoint, "--json"));
}
