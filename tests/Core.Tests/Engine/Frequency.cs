using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Tests.Engine;

public sealed class Frequency : IDisposable
{
    private readonly EngineBench bench = new();
    private int runs;

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Always_runs_at_each_run()
    {
        await bench.RunAsync(Counting(StepFrequency.Always));
        await bench.RunAsync(Counting(StepFrequency.Always));

        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task PerInstance_runs_once_and_again_under_another_instance_id()
    {
        await bench.RunAsync(Counting(StepFrequency.PerInstance));
        var second = await bench.RunAsync(Counting(StepFrequency.PerInstance));
        bench.Metadata = new FakeMetadata("i-0000000000000000b");
        await bench.RunAsync(Counting(StepFrequency.PerInstance));

        Assert.Equal(2, runs);
        Assert.Equal("skipped", second.Steps[0].Outcome.Word);
    }

    [Fact]
    public async Task Once_does_not_run_again_under_another_instance_id()
    {
        await bench.RunAsync(Counting(StepFrequency.Once));
        bench.Metadata = new FakeMetadata("i-0000000000000000b");
        await bench.RunAsync(Counting(StepFrequency.Once));

        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Force_repeats_what_is_done()
    {
        await bench.RunAsync(Counting(StepFrequency.PerInstance));
        await bench.RunAsync(new RunOptions { Force = true }, Counting(StepFrequency.PerInstance));

        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task A_failed_step_is_tried_again_at_the_next_run()
    {
        await bench.RunAsync(ScriptedStep.Entry("count", StepOutcome.Failed("no")) with { Frequency = StepFrequency.PerInstance });
        await bench.RunAsync(Counting(StepFrequency.PerInstance));

        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task A_step_that_wants_to_run_again_does_so_whatever_its_frequency()
    {
        var again = ScriptedStep.Entry("count", StepOutcome.RunAgain("persist")) with { Frequency = StepFrequency.PerInstance };
        await bench.RunAsync(again);
        await bench.RunAsync(Counting(StepFrequency.PerInstance));

        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Without_metadata_the_last_known_instance_decides_and_a_warning_says_so()
    {
        await bench.RunAsync(Counting(StepFrequency.PerInstance));
        bench.Metadata = new FakeMetadata(null);
        await bench.RunAsync(Counting(StepFrequency.PerInstance));

        Assert.Equal(1, runs);
        Assert.Contains(
            bench.Events.OfType<RunEvent.Warning>(),
            warning => warning.Message.Contains("the last known id i-0000000000000000a", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_instance_id_that_does_not_come_is_asked_for_twice_in_a_run_and_not_by_every_entry()
    {
        bench.Metadata.Surprise = new IOException("silence");

        await bench.RunAsync([.. Enumerable.Range(1, 8).Select(
            i => ScriptedStep.Entry($"entry{i}", StepOutcome.Done) with { Frequency = StepFrequency.PerInstance })]);

        Assert.Equal(["meta-data/instance-id", "meta-data/instance-id"], bench.Metadata.Asked);
    }

    [Theory]
    [InlineData("")]
    [InlineData("OK")]
    [InlineData("../../x")]
    [InlineData("i-0000000000000000a\n")]
    [InlineData("i-0000000000000000A")]
    [InlineData("i-000000000000000000000")]
    public async Task An_answer_that_is_no_instance_id_leaves_the_last_known_one(string answer)
    {
        await bench.RunAsync(Once());
        bench.Metadata = new FakeMetadata(answer);

        var result = await bench.RunAsync(Once());

        Assert.Equal("skipped", result.Steps[0].Outcome.Word);
        Assert.Equal("i-0000000000000000a", result.InstanceId);
        Assert.Single(bench.Events.OfType<RunEvent.Warning>(), w => w.Message.Contains("instance id that is none", StringComparison.Ordinal));

        static PlanEntry Once() => ScriptedStep.Entry("a", StepOutcome.Done) with { Frequency = StepFrequency.PerInstance };
    }

    [Fact]
    public async Task Without_metadata_a_clone_on_another_machine_starts_afresh()
    {
        await bench.RunAsync(Counting(StepFrequency.PerInstance));
        bench.Metadata = new FakeMetadata(null);
        bench.MachineId = "machine-b";
        await bench.RunAsync(Counting(StepFrequency.PerInstance));

        Assert.Equal(2, runs);
    }

    [Theory]
    [InlineData(">=20348", true)]
    [InlineData("20348", true)]
    [InlineData("<20348", false)]
    [InlineData("20348.1", false)]
    public async Task A_condition_on_the_build_decides(string build, bool expected)
    {
        await bench.RunAsync(Counting(StepFrequency.Always) with { When = new RunConditions { OsBuild = build } });

        Assert.Equal(expected ? 1 : 0, runs);
    }

    [Fact]
    public async Task A_condition_that_does_not_hold_is_the_reason_of_the_skip()
    {
        bench.Metadata.Values["meta-data/instance-type"] = "t3.medium";
        var result = await bench.RunAsync(
            Counting(StepFrequency.Always) with { When = new RunConditions { InstanceType = ["m5.*", "c5.*"] } });

        Assert.Equal("when: instanceType is t3.medium, not m5.* or c5.*", result.Steps[0].Outcome.Explanation);
    }

    [Fact]
    public async Task FirstBoot_holds_until_a_run_came_to_its_end()
    {
        var first = Counting(StepFrequency.Always) with { When = new RunConditions { FirstBoot = true } };
        await bench.RunAsync(first);
        await bench.RunAsync(first);

        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Only_and_skip_choose_entries_by_name()
    {
        var only = await bench.RunAsync(
            new RunOptions { Only = ["b"] }, ScriptedStep.Entry("a", StepOutcome.Done), ScriptedStep.Entry("b", StepOutcome.Done));
        var skip = await bench.RunAsync(
            new RunOptions { Skip = ["b"] }, ScriptedStep.Entry("a", StepOutcome.Done), ScriptedStep.Entry("b", StepOutcome.Done));

        Assert.Equal(["skipped", "done"], only.Steps.Select(step => step.Outcome.Word));
        Assert.Equal(["done", "skipped"], skip.Steps.Select(step => step.Outcome.Word));
    }

    private PlanEntry Counting(StepFrequency frequency) => ScriptedStep.Entry("count", (_, _) =>
    {
        runs++;
        return Task.FromResult(StepOutcome.Done);
    }) with { Frequency = frequency };
}
