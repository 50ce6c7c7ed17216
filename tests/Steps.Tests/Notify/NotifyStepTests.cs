using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;
using OpenLaunch.Steps.Notify;
using OpenLaunch.Steps.Tests.Aws;
using OpenLaunch.Steps.Tests.Engine;
using OpenLaunch.Steps.WriteFile;

namespace OpenLaunch.Steps.Tests.Notify;

/// <summary>notify tells each of its targets once, with what happened, and says which it could not tell and why.</summary>
public sealed class NotifyStepTests : IDisposable
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("openlaunch-");
    private readonly ChangeScope scope = new();
    private readonly Dictionary<string, string> kept = [];
    private readonly FakeTimeProvider time = new(DateTimeOffset.UtcNow);
    private readonly TestMetadata metadata = new()
    {
        Values =
        {
            ["meta-data/placement/region"] = "eu-central-1",
            ["meta-data/iam/security-credentials"] = "web-role\n",
            ["meta-data/iam/security-credentials/web-role"] =
                $$"""{"Code":"Success","AccessKeyId":"ASIAEXAMPLE","SecretAccessKey":"{{Secret}}","Token":"SessionTokenOfTest"}""",
        },
    };

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task An_address_gets_the_message_as_json_and_only_its_host_is_told()
    {
        using var service = new StandIn();

        var (outcome, context) = await RunAsync(new() { Url = new($"{service.Address}hook/T0P-SECRET?token=x") });

        Assert.Equal(StepOutcome.Done, outcome);
        var (path, headers, body) = Assert.Single(service.Received);
        Assert.Equal(("/hook/T0P-SECRET?token=x", "application/json"), (path, headers["Content-Type"]));
        var message = JsonDocument.Parse(body).RootElement;
        Assert.Equal(("success", "i-0123456789abcdef0"), (
            message.GetProperty("status").GetString(), message.GetProperty("instanceId").GetString()));
        Assert.Equal([$"tell {service.Address.TrimEnd('/')} of success"], context.Changes);
        AssertNoSecret(context, "T0P-SECRET");
    }

    [Fact]
    public async Task A_target_that_is_busy_is_tried_again_and_one_that_refuses_is_not()
    {
        using var busy = new StandIn((503, ""), (429, ""));
        using var closed = new StandIn((403, "no"));

        var (first, context) = await RunAsync(new() { Url = new(busy.Address) });
        var (second, _) = await RunAsync(new() { Url = new(closed.Address) });

        Assert.Equal((StepOutcome.Done, 3), (first, busy.Received.Count));
        Assert.Equal(2, context.Reports.Count);
        Assert.Single(closed.Received);
        Assert.Contains("was not told: the answer was 403", second.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_never_accepts_is_given_up_after_its_attempts_and_the_others_are_told()
    {
        using var service = new StandIn((500, ""), (500, ""));

        var (outcome, _) = await RunAsync(new() { Url = new(service.Address), File = @"C:\ready.json", Attempts = 2 });

        Assert.Contains("the answer was 500", outcome.Explanation, StringComparison.Ordinal);
        Assert.Equal(2, service.Received.Count);
        Assert.True(File.Exists(Path.Combine(folder.FullName, "C", "ready.json")));
    }

    [Fact]
    public async Task The_next_run_tells_only_those_that_were_not_told()
    {
        using var service = new StandIn((403, ""));
        var inputs = new NotifyInputs { Url = new(service.Address), File = @"C:\ready.json" };

        await RunAsync(inputs);
        var (outcome, second) = await RunAsync(inputs);
        var (_, third) = await RunAsync(inputs);

        Assert.Equal(StepOutcome.Done, outcome);
        Assert.Equal([$"tell {service.Address.TrimEnd('/')} of success"], second.Changes);
        Assert.Empty(third.Changes);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_keeps_no_other_target_from_being_told()
    {
        using var service = new StandIn();
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "C"), "", TestContext.Current.CancellationToken);

        var (outcome, _) = await RunAsync(new() { File = @"C:\boot.json", Url = new(service.Address) });

        Assert.StartsWith(@"the file C:\boot.json was not told: ", outcome.Explanation, StringComparison.Ordinal);
        Assert.Single(service.Received);
    }

    [Fact]
    public async Task A_dry_run_sends_nothing_and_asks_for_no_credentials()
    {
        using var service = new StandIn();
        var stack = new StackSignal { Stack = "s", Resource = "r", Endpoint = service.Address };

        var (outcome, context) = await RunAsync(new() { Url = new(service.Address), CloudFormation = stack }, dryRun: true);

        Assert.Equal((StepOutcome.Done, 2), (outcome, context.Changes.Count));
        Assert.Empty(service.Received);
        Assert.Empty(metadata.Asked);
    }

    [Fact]
    public async Task What_failed_before_in_the_run_makes_it_a_failure()
    {
        using var service = new StandIn();
        var context = TestStepContext.Create(scope, metadata, kept: kept, time: time);
        using (var journal = JournalFile.Open(folder.FullName, out _))
        {
            foreach (var (run, name) in new[] { (context.RunId, "addRoutes"), ("other", "setHostName") })
            {
                journal.Append(new()
                {
                    Kind = JournalRecordKind.Outcome, Time = time.GetUtcNow(), Run = run, Name = name, Outcome = "failed",
                });
            }

            await Step().RunAsync(new() { Url = new(service.Address) }, context, TestContext.Current.CancellationToken);
        }

        var message = JsonDocument.Parse(Assert.Single(service.Received).Body).RootElement;
        Assert.Equal("failure", message.GetProperty("status").GetString());
        Assert.Equal(["addRoutes"], message.GetProperty("failed").EnumerateArray().Select(name => name.GetString()));
    }

    [Theory]
    [InlineData(NotifyStatus.Success, "SUCCESS", "CONTINUE")]
    [InlineData(NotifyStatus.Failure, "FAILURE", "ABANDON")]
    public async Task CloudFormation_and_Auto_Scaling_get_a_call_that_the_role_signed(
        NotifyStatus status, string signal, string result)
    {
        using var service = new StandIn();

        var (outcome, context) = await RunAsync(new()
        {
            Status = status,
            CloudFormation = new() { Stack = "my stack", Resource = "Web*Group", Endpoint = service.Address },
            AutoScaling = new() { Group = "web/group", Hook = "ready", Endpoint = service.Address },
        });

        Assert.True(outcome == StepOutcome.Done, outcome.Explanation);
        var calls = service.Received.ToList();
        Assert.Equal(
            $"Action=SignalResource&LogicalResourceId=Web%2AGroup&StackName=my%20stack&Status={signal}"
            + "&UniqueId=i-0123456789abcdef0&Version=2010-05-15",
            calls[0].Body);
        Assert.Equal(
            "Action=CompleteLifecycleAction&AutoScalingGroupName=web%2Fgroup&InstanceId=i-0123456789abcdef0"
            + $"&LifecycleActionResult={result}&LifecycleHookName=ready&Version=2011-01-01",
            calls[1].Body);
        SignedCall.Check(calls[0], "POST", "cloudformation", service.Address, Secret);
        SignedCall.Check(calls[1], "POST", "autoscaling", service.Address, Secret);
        AssertNoSecret(context, Secret);
        AssertNoSecret(context, "SessionTokenOfTest");
    }

    [Fact]
    public async Task What_a_service_says_is_wrong_is_the_reason()
    {
        using var service = new StandIn((400, "<ErrorResponse><Error><Code>ValidationError</Code>"
            + "<Message>Stack s does not exist &amp; never did</Message></Error></ErrorResponse>"));

        var (outcome, _) = await RunAsync(
            new() { CloudFormation = new() { Stack = "s", Resource = "r", Endpoint = service.Address } });

        Assert.Contains("the answer was 400: Stack s does not exist & never did", outcome.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("meta-data/iam/security-credentials", "attach an instance profile")]
    [InlineData("meta-data/iam/security-credentials/web-role", "no credentials of the role web-role")]
    [InlineData("meta-data/placement/region", "does not tell the region")]
    public async Task Without_role_or_region_it_is_said_what_lacks(string path, string reason)
    {
        metadata.Values.Remove(path);

        var (outcome, _) = await RunAsync(
            new() { AutoScaling = new() { Group = "g", Hook = "h", Endpoint = "http://127.0.0.1:9/" } });

        Assert.Contains(reason, outcome.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"AccessKeyId\":1}")]
    [InlineData("{\"AccessKeyId\":\"\\ud800\"}")]
    public async Task What_are_no_credentials_is_told_as_that(string document)
    {
        metadata.Values["meta-data/iam/security-credentials/web-role"] = document;

        var (outcome, _) = await RunAsync(
            new() { AutoScaling = new() { Group = "g", Hook = "h", Endpoint = "http://127.0.0.1:9/" } });

        Assert.Contains("no credentials of the role web-role", outcome.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_simulation_sends_nothing_and_writes_what_it_would_send()
    {
        using var service = new StandIn();
        var sender = new SimulatedNotificationSender(folder.FullName, scope);

        var address = service.Address.Replace("//", "//agent:T0P-SECRET@", StringComparison.Ordinal);
        await RunAsync(new() { Url = new($"{address}T0P-SECRET") }, sender: sender);

        Assert.Empty(service.Received);
        var text = await File.ReadAllTextAsync(
            Path.Combine(folder.FullName, "notifications.txt"), TestContext.Current.CancellationToken);
        Assert.StartsWith($"POST {service.Address.TrimEnd('/')} {{", text, StringComparison.Ordinal);
        Assert.DoesNotContain("T0P-SECRET", text, StringComparison.Ordinal);
    }

    private NotifyStep Step(INotificationSender? sender = null) => new(
        new SimulatedFiles(folder.FullName, scope), sender ?? new HttpNotificationSender(TimeProvider.System),
        new(folder.FullName));

    private async Task<(StepOutcome Outcome, TestStepContext Context)> RunAsync(
        NotifyInputs inputs, bool dryRun = false, INotificationSender? sender = null)
    {
        var context = TestStepContext.Create(scope, metadata, dryRun, kept: kept, time: time);
        var running = Step(sender).RunAsync(inputs, context, TestContext.Current.CancellationToken);
        while (!running.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(running, Task.Delay(10, TestContext.Current.CancellationToken));
        }

        return (await running, context);
    }

    private static void AssertNoSecret(TestStepContext context, string secret) => Assert.All(
        context.Changes.Concat(context.Reports).Concat(context.Kept.Keys).Concat(context.Kept.Values),
        text => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
}
