using Microsoft.Extensions.Time.Testing;
using OpenLaunch.Steps.Accounts;
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
    private readonly AccountsInMemory accounts = new(new LocalAccount { Name = "Chief", Sid = "S-1-5-21-1-2-3-500" });
    private readonly ChangingFacts facts = new(ChangingFacts.Ready);
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
                "wait until Windows Setup, servicing and pending restarts are over, at most 20m",
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

    [Fact]
    public async Task As_the_administrator_it_gets_the_password_that_was_set_just_before_and_that_no_text_tells()
    {
        var told = await DoAsync(new FixedImageState(Generalized), administrator: "Chief");
        Assert.Equal(
            [
                "set a random password for 'Chief' that nobody learns, for Sysprep to run as it",
                "close Remote Desktop until the specialize pass opens it again",
                $"run sysprep.exe /oobe /generalize /quit /quiet /unattend:{UnattendPath} as 'Chief', by a batch logon",
            ],
            told[^3..]);
        Assert.Equal(("Chief", accounts.Password), (sysprep.Logon?.UserName, sysprep.Logon?.Password?.Reveal()));
        Assert.Equal(32, accounts.Password!.Length);
        Assert.DoesNotContain(told.Concat(sysprep.Calls), text => text.Contains(accounts.Password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task As_whoever_calls_no_password_is_touched()
    {
        await DoAsync(new FixedImageState(Generalized));
        Assert.Null(sysprep.Logon);
        Assert.Empty(accounts.Calls);
    }

    [Fact]
    public async Task A_failure_as_the_administrator_says_that_nobody_knows_its_password_now()
    {
        sysprep.End = _ => throw new WindowsException("Cannot log on 'Chief' for a batch job: Win32 error 1385.", null);
        var refusal = await Assert.ThrowsAsync<WindowsException>(
            () => DoAsync(new FixedImageState("IMAGE_STATE_COMPLETE"), administrator: "Chief"));
        Assert.StartsWith("Cannot log on 'Chief' for a batch job", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Nobody knows the password of 'Chief' now", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(accounts.Password!, refusal.ToString(), StringComparison.Ordinal);
        Assert.True(remoteDesktop.IsOpen);
    }

    [Fact]
    public async Task What_the_script_left_pending_keeps_everything_from_being_forgotten()
    {
        facts.Facts = ChangingFacts.Ready with { PendingRestarts = [@"Component Based Servicing\RebootPending"] };
        var told = new List<string>();
        var refusal = await Assert.ThrowsAsync<WindowsException>(
            () => DoAsync(new FixedImageState(Generalized), new ScriptWithCode(0), told: told, wait: TimeSpan.Zero));
        Assert.Contains("Windows must restart", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("forget", told);
        Assert.Empty(sysprep.Calls);
    }

    private string UnattendPath => Path.Combine(folder.FullName, "state", "unattend.xml");

    private async Task<List<string>> DoAsync(
        FixedImageState image, ScriptWithCode? script = null, bool shutdown = false, string? administrator = null,
        List<string>? told = null, TimeSpan? wait = null)
    {
        var plan = new GeneralizationPlan
        {
            Shutdown = shutdown,
            Administrator = administrator,
            Wait = wait ?? TimeSpan.FromMinutes(20),
            Unattend = new("<unattend/>"u8.ToArray(), ["UILanguage en-GB", "command x"]),
            UnattendPath = UnattendPath,
            Script = script is null ? null : "C:\\data\\before.cmd",
            LogFolder = folder.FullName,
        };
        var ports = new GeneralizationPorts(
            sysprep, image, remoteDesktop, script ?? new ScriptWithCode(0), accounts,
            new SysprepGate(facts, accounts, _ => { }, time));
        told ??= [];
        foreach (var act in new Steps.Generalization.Generalization(ports, time)
            .Acts(plan, [InstallationAct.Of("forget", () => { })]))
        {
            told.Add(act.Description);
            await act.ApplyAsync(TestContext.Current.CancellationToken);
        }

        return told;
    }
}
