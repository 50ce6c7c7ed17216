using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Services;
using OpenLaunch.Steps.Simulation;
using OpenLaunch.Steps.Tests.Engine;

namespace OpenLaunch.Steps.Tests.BootTask;

public sealed class RegisterBootTaskStepTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("openlaunch-");
    private readonly ChangeScope scope = new();
    private readonly SimulatedMachine machine;

    public RegisterBootTaskStepTests() =>
        machine = new SimulatedMachine(new MachineState { ComputerName = "EC2AMAZ-4F7Q2MK" }, scope);

    [Theory]
    [InlineData("absent", RegisteredState.Disabled, "register the boot task, disabled", "disabled")]
    [InlineData("absent", RegisteredState.Enabled, "register the boot task, enabled", "enabled")]
    [InlineData("enabled", RegisteredState.Disabled, "disable the boot task", "disabled")]
    [InlineData("disabled", RegisteredState.Enabled, "enable the boot task", "enabled")]
    public async Task Leaves_the_task_as_the_plan_says(string before, RegisteredState wanted, string change, string after)
    {
        machine.Happen(state => state.BootTask = before);
        var context = await RunAsync(wanted);
        Assert.Equal([change], context.Changes);
        Assert.Equal(after, BootTask);
    }

    [Theory]
    [InlineData("disabled", RegisteredState.Disabled)]
    [InlineData("enabled", RegisteredState.Enabled)]
    public async Task A_task_that_is_right_is_left_alone(string before, RegisteredState wanted)
    {
        machine.Happen(state => state.BootTask = before);
        Assert.Empty((await RunAsync(wanted)).Changes);
    }

    [Fact]
    public async Task A_wish_from_another_process_during_the_run_wins_once()
    {
        machine.Happen(state => state.BootTask = "enabled");
        Request().Make(keep: true);
        Assert.Empty((await RunAsync()).Changes);
        Assert.Equal("enabled", BootTask);

        Assert.Equal(["disable the boot task"], (await RunAsync()).Changes);
    }

    [Fact]
    public async Task A_wish_enables_a_task_that_is_not()
    {
        Request().Make(keep: true);
        Assert.Equal(["register the boot task, enabled"], (await RunAsync()).Changes);
    }

    [Fact]
    public async Task A_dry_run_leaves_the_wish_for_the_real_one()
    {
        Request().Make(keep: true);
        await RunAsync(dryRun: true);
        Assert.Equal("absent", BootTask);
        Assert.True(Request().IsMade);
    }

    [Theory]
    [InlineData("PerInstance", "disabled", "enabled")]
    [InlineData("PerBoot", "absent", "enabled")]
    [InlineData("Once", "enabled", "disabled")]
    [InlineData("Never", "enabled", "disabled")]
    public async Task What_the_operator_wishes_outlives_the_last_step(string scheduled, string before, string after)
    {
        machine.Happen(state => state.BootTask = before);
        var wish = Enum.Parse<StartFrequency>(scheduled);
        Schedule.Write(wish);

        await RunAsync();
        Assert.Equal(after, BootTask);
        Assert.Equal(wish, Schedule.Read().Starts);
        Assert.Empty((await RunAsync()).Changes);
    }

    [Fact]
    public async Task Never_is_stronger_than_the_plan_and_what_asks_during_the_run()
    {
        Schedule.Write(StartFrequency.Never);
        Request().Make(keep: true);

        Assert.Equal(["register the boot task, disabled"], (await RunAsync(RegisteredState.Enabled)).Changes);
    }

    [Fact]
    public async Task A_service_that_runs_at_each_start_leaves_the_task_disabled()
    {
        machine.Happen(state => state.Services.Add(new() { Name = "OpenLaunch", StartType = "automatic" }));
        Schedule.Write(StartFrequency.PerInstance);

        await RunAsync();
        Assert.Equal("disabled", BootTask);
    }

    [Fact]
    public void A_wish_that_is_not_kept_counts_in_this_process_only()
    {
        var request = Request();
        request.Make(keep: false);
        Assert.True(request.IsMade);
        Assert.False(Request().IsMade);
        request.Clear();
        Assert.False(request.IsMade);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string BootTask => machine.Read(state => state.BootTask);

    private StartSchedule Schedule => new(Path.Combine(folder.FullName, "state"));

    private ScheduleRequest Request() => new(Path.Combine(folder.FullName, "state", "schedule.requested"));

    private async Task<TestStepContext> RunAsync(RegisteredState wanted = RegisteredState.Disabled, bool dryRun = false)
    {
        var context = TestStepContext.Create(scope, dryRun: dryRun);
        var step = new RegisterBootTaskStep(
            new SimulatedBootTask(machine), new SimulatedServices(machine), Schedule, Request());
        Assert.Equal(
            StepOutcome.Done,
            await step.RunAsync(new() { State = wanted }, context, TestContext.Current.CancellationToken));
        return context;
    }
}
