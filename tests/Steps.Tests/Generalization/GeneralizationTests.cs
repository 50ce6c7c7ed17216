using Microsoft.Extensions.Time.Testing;
using OpenLaunch.Steps.Generalization;
using OpenLaunch.Steps.Scripts;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Tests.Generalization;

public sealed class GeneralizationTests : IDisposable
{
    private const string Generalized = "IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("openlaunch-");
    private readonly FakeTimeProvider time = new();
    private readonly RemoteDesktopSwitch remoteDesktop = new();
    private readonly RecordingSysprep sysprep;

    public GeneralizationTests() => sysprep = new RecordingSysprep(remoteDesktop);

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task The_script_comes_first_and_Sysprep_last()
    {
        var script = new ScriptWithCode(0);
        var told = await DoAsync(new FixedImageState(Generalized), script, shutdown: true);
        Assert.Equal(
            [
                "run C:\\data\\before.cmd",
                $"write the answer file {UnattendPath}, filled in: UILanguage en-GB, command x",
                "forget",
                "close Remote Desktop until the specialize pass opens it again",
                $"run sysprep.exe /oobe /generalize /shutdown /quiet /unattend:{UnattendPath}",
            ],
            told);
        Assert.Equal($"/oobe /generalize /shutdown /quiet /unattend:{UnattendPath}", Assert.Single(sysprep.Calls));
        Assert.Equal("<unattend/>", await File.ReadAllTextAsync(UnattendPath, TestContext.Current.CancellationToken));
        Assert.Contains("@\"C:\\data\\before.cmd\"", ((ProcessCommand.Script)script.Last!.Command).Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remote_Desktop_is_closed_while_Sysprep_works_and_stays_closed_when_it_is_done()
    {
        await DoAsync(new FixedImageState(Generalized));
        Assert.False(sysprep.WasRemoteDesktopOpen);
        Assert.False(remoteDesktop.IsOpen);
    }

    [Fact]
    public async Task Without_shutdown_Sysprep_just_ends()
    {
        await DoAsync(new FixedImageState(Generalized));
        Assert.StartsWith("/oobe /generalize /quit /quiet ", sysprep.Calls.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_that_fails_stops_everything_with_its_code_and_the_place_of_its_output()
    {
        var refusal = await Assert.ThrowsAsync<WindowsException>(
            () => DoAsync(new FixedImageState(Generalized), new ScriptWithCode(12)));
        Assert.Contains("exit code 12", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(folder.FullName, "before-sysprep-output.log"), refusal.Message, StringComparison.Ordinal);
        Assert.Empty(sysprep.Calls);
        Assert.True(remoteDesktop.IsOpen);
        Assert.False(File.Exists(UnattendPath));
    }

    [Theory]
    [InlineData(0, "IMAGE_STATE_COMPLETE")]
    [InlineData(31, "IMAGE_STATE_UNDEPLOYABLE")]
    [InlineData(1, null)]
    public async Task A_Sysprep_that_fails_leaves_Remote_Desktop_open_and_says_where_its_errors_are(int code, string? state)
    {
        sysprep.End = _ => Task.FromResult(code);
        var refusal = await Assert.ThrowsAsync<WindowsException>(() => DoAsync(new FixedImageState(state) { Time = time }));
        Assert.Contains($"exit code {code} and the image state {state ?? "unknown"}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("setuperr.log", refusal.Message, StringComparison.Ordinal);
        Assert.True(remoteDesktop.IsOpen);
    }

    [Fact]
    public async Task Remote_Desktop_that_was_closed_before_a_failure_stays_closed()
    {
        remoteDesktop.Set(open: false);
        sysprep.End = _ => Task.FromResult(1);
        await Assert.ThrowsAsync<WindowsException>(() => DoAsync(new FixedImageState("IMAGE_STATE_COMPLETE")));
        Assert.False(remoteDesktop.IsOpen);
    }

    [Fact]
    public async Task The_image_state_may_follow_a_little_later()
    {
        await DoAsync(new FixedImageState("IMAGE_STATE_COMPLETE") { Next = Generalized });
        Assert.False(remoteDesktop.IsOpen);
    }

    [Fact]
    public async Task A_Sysprep_without_end_is_given_up_on_after_two_hours()
    {
        var started = new TaskCompletionSource();
        sysprep.End = async token =>
        {
            started.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return 0;
        };
        var running = DoAsync(new FixedImageState("IMAGE_STATE_COMPLETE"));
        await started.Task;
        time.Advance(TimeSpan.FromHours(2));
        var refusal = await Assert.ThrowsAsync<WindowsException>(() => running);
        Assert.Contains("has not ended within 2 hours", refusal.Message, StringComparison.Ordinal);
        Assert.True(remoteDesktop.IsOpen);
    }

    private string UnattendPath => Path.Combine(folder.FullName, "state", "unattend.xml");

    private async Task<List<string>> DoAsync(FixedImageState image, ScriptWithCode? script = null, bool shutdown = false)
    {
        var plan = new GeneralizationPlan
        {
            Shutdown = shutdown,
            Unattend = new("<unattend/>"u8.ToArray(), ["UILanguage en-GB", "command x"]),
            UnattendPath = UnattendPath,
            Script = script is null ? null : "C:\\data\\before.cmd",
            LogFolder = folder.FullName,
        };
        var ports = new GeneralizationPorts(sysprep, image, remoteDesktop, script ?? new ScriptWithCode(0));
        var told = new List<string>();
        foreach (var act in new Steps.Generalization.Generalization(ports, time)
            .Acts(plan, [InstallationAct.Of("forget", () => { })]))
        {
            told.Add(act.Description);
            await act.ApplyAsync(TestContext.Current.CancellationToken);
        }

        return told;
    }
}
