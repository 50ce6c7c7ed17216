using System.Diagnostics;
using OpenLaunch.Core.Tests.Metadata;

namespace OpenLaunch.Runner.Tests.Metadata;

/// <summary>How many requests a boot makes, and which wait for which; counted, not timed.</summary>
[EachProgram]
public sealed class RequestPlanTests : IDisposable
{
    private static readonly string[] Known =
    [
        "meta-data/instance-id", "meta-data/ami-id", "meta-data/instance-type", "meta-data/public-keys/0/openssh-key",
        "dynamic/instance-identity/document", "user-data",
    ];

    private readonly StateFolder state = new();

    public void Dispose() => state.Dispose();

    [Theory]
    [InlineData("a first boot")]
    [InlineData("a later boot")]
    public async Task A_boot_takes_one_token_and_asks_for_all_it_needs_at_once(string boot)
    {
        if (boot == "a later boot")
            await OpenLaunchProcess.RunAsync("run", "--simulate", "--state", state.Path);
        await using var server = LoopbackMetadataServer.Start();
        // No value is answered before all are asked for: so there are two round trips, the token's and theirs.
        var asked = Known.Select(_ => new TaskCompletionSource()).ToList();
        var all = Task.WhenAll(asked.Select(source => source.Task));
        foreach (var (index, path) in Known.Index())
        {
            var reply = path.EndsWith("instance-id", StringComparison.Ordinal) ? Replies.Text("i-0123456789abcdef0") : Replies.Status(404);
            server.Always("GET", path, Replies.Signal(asked[index], Replies.After(all, reply)));
        }

        var run = await OpenLaunchProcess.RunAsync(
            "run", "--simulate", "--json", "--state", state.Path, "--imds", server.Endpoint.Address.ToString());

        using var report = RunReport.Of(run);
        Assert.Equal("done", report.OutcomeOf("addRoutes"));
        Assert.Equal(1, server.TokenRequests);
        Assert.All(Known, path => Assert.Equal(1, server.Count("GET", path)));
        Assert.InRange(server.Requests.Count, 1 + Known.Length, 10);
    }

    [Fact]
    public async Task The_token_is_asked_for_before_the_configuration_is_read()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a pipe with a name");
        var pipe = state.At("plan.yml");
        using (var made = Process.Start("mkfifo", pipe))
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        await using var server = LoopbackMetadataServer.Start();
        var asked = new TaskCompletionSource();
        server.Always("PUT", LoopbackMetadataServer.TokenPath, Replies.Signal(asked, Replies.Text("token-1")));

        var running = OpenLaunchProcess.RunAsync(
            "run", "--simulate", "--config", pipe, "--state", state.At("state"), "--imds", server.Endpoint.Address.ToString());
        await asked.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            pipe, "version: 1\nsteps:\n  - step: announceReady\n", TestContext.Current.CancellationToken);

        Assert.Equal(0, (await running).ExitCode);
    }
}
