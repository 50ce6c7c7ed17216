using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Runner.Tests.Starts;

/// <summary>What becomes of instances and their images from start to start, with nothing typed.</summary>
[EachProgram]
public sealed class StoryTests : IDisposable
{
    private const string A = "i-0aaaaaaaaaaaaaaaa";
    private const string B = "i-0bbbbbbbbbbbbbbbb";
    private const string C = "i-0cccccccccccccccc";
    private const string Script = "<script>echo built</script>";

    private readonly List<SimulatedInstance> instances = [];

    public void Dispose() => instances.ForEach(instance => instance.Dispose());

    [Fact]
    public async Task An_instance_of_an_image_made_without_Sysprep_is_set_up_in_its_own_subnet()
    {
        var image = Keep(SimulatedInstance.Launch(A, Script));
        using var build = await image.RestartAsync();
        image.Alter(state => state.Routes.ForEach(route => route.Persistent = true)); // as EC2Launch v1 leaves them

        var clone = Keep(image.Clone(B, subnet: 7, Script));
        using var first = await clone.RestartAsync();

        Assert.Equal(("done", B), (first.Outcome, first.InstanceId));
        AssertIsSetUp(clone, subnet: 7, scripts: 2);
        Assert.NotEqual(image.PasswordHash, clone.PasswordHash);
        Assert.DoesNotContain(clone.Machine.Routes, route => route.Persistent);
        await AssertNextStartIsRoutineAsync(clone, subnet: 7);
    }

    [Fact]
    public async Task An_instance_that_is_moved_keeps_its_password_and_gets_the_routes_of_its_new_subnet()
    {
        var instance = Keep(SimulatedInstance.Launch(A, Script));
        using var first = await instance.RestartAsync();
        var password = instance.PasswordHash;
        instance.Move(9);
        instance.Alter(state => state.Licence.Status = "notification");

        using var moved = await instance.RestartAsync();

        Assert.Equal("done", moved.Outcome);
        Assert.Equal(SimulatedInstance.RoutesOf(9), instance.Gateways);
        Assert.Equal(("licensed", password, 1), (instance.Machine.Licence.Status, instance.PasswordHash, instance.ReadyLines));
        Assert.Single(instance.Machine.Scripts);
    }

    [Fact]
    public async Task Fast_Launch_sets_up_the_instance_that_somebody_launches_and_not_only_the_one_that_was_prepared()
    {
        var image = Keep(SimulatedInstance.Launch(C));
        using var build = await image.RestartAsync();
        image.Generalize();

        // Amazon boots one with a script of its own, stops it, and takes the snapshot.
        var prepared = Keep(image.Clone(A, subnet: 3, "<powershell>Write-Output ready</powershell>"));
        using var preparation = await prepared.RestartAsync();
        AssertIsSetUp(prepared, subnet: 3, scripts: 1);

        var launched = Keep(prepared.Clone(B, subnet: 5, Script));
        using var first = await launched.RestartAsync();
        AssertIsSetUp(launched, subnet: 5, scripts: 2);
        Assert.Equal("batch", launched.Machine.Scripts[^1].Language);
        Assert.NotEqual(prepared.PasswordHash, launched.PasswordHash);
        await AssertNextStartIsRoutineAsync(launched, subnet: 5);
    }

    [Fact]
    public async Task An_instance_of_a_warm_pool_is_set_up_once_and_stopped_and_started_at_will()
    {
        var instance = Keep(SimulatedInstance.Launch(A, Script));
        using var warm = await instance.RestartAsync();
        for (var start = 0; start < 2; start++)
        {
            instance.Alter(state => state.Adapters[0].Ipv4 = ["172.31.41.77/20"]);
            await AssertNextStartIsRoutineAsync(instance, subnet: null);
        }

        Assert.Equal((1, 1), (instance.ReadyLines, instance.Machine.Scripts.Count));
    }

    [Fact]
    public async Task Whoever_deletes_the_marker_on_the_detached_volume_gets_a_new_password_at_the_next_start_and_is_told_why()
    {
        var instance = Keep(SimulatedInstance.Launch(A, Script));
        using var first = await instance.RestartAsync();
        var password = instance.PasswordHash;
        instance.Delete(".run-once");

        var recovery = await instance.CallAsync("run", "--simulate", "--restart");

        Assert.Equal(0, recovery.ExitCode);
        Assert.NotEqual(password, instance.PasswordHash);
        Assert.Contains(".run-once was deleted, so this instance is set up anew", recovery.Error, StringComparison.Ordinal);
        Assert.Contains(".run-once was deleted, so this instance is set up anew", instance.Console, StringComparison.Ordinal);
        Assert.Equal(2, instance.ReadyLines);
        password = instance.PasswordHash;
        await AssertNextStartIsRoutineAsync(instance, subnet: null);
        Assert.Equal(password, instance.PasswordHash);
    }

    [Fact]
    public async Task A_clone_of_a_clone_is_an_instance_of_its_own_and_so_is_the_disk_that_goes_back()
    {
        var first = Keep(SimulatedInstance.Launch(A, Script));
        using var one = await first.RestartAsync();
        var second = Keep(first.Clone(B, subnet: 2, Script));
        using var two = await second.RestartAsync();
        var third = Keep(second.Clone(C, subnet: 4, Script));
        using var three = await third.RestartAsync();

        AssertIsSetUp(third, subnet: 4, scripts: 3);
        Assert.Equal(3, new[] { first, second, third }.Select(instance => instance.PasswordHash).Distinct().Count());

        var back = Keep(third.Clone(A, subnet: 6, Script)); // the journal still knows it
        await AssertNextStartIsRoutineAsync(back, subnet: 6);
        Assert.Equal(third.PasswordHash, back.PasswordHash);
    }

    [Fact]
    public async Task An_instance_without_metadata_is_set_up_as_far_as_that_goes_and_the_rest_follows_when_there_is_some()
    {
        var instance = Keep(SimulatedInstance.Launch(A, Script));
        instance.Alter(state => state.Instance.MetadataEnabled = false);
        using var first = await instance.RestartAsync();
        Assert.Equal(("done", "skipped"), (first.Outcome, first.OutcomeOf("setAdminAccount")));
        Assert.Equal((6, 1), (instance.Gateways.Count(), instance.ReadyLines));

        using var second = await instance.RestartAsync();
        Assert.Equal(("done", 1), (second.Outcome, instance.ReadyLines));
        Assert.Null(instance.PasswordHash);

        instance.Alter(state => state.Instance.MetadataEnabled = true);
        using var third = await instance.RestartAsync();
        Assert.Equal(("done", "done"), (third.Outcome, third.OutcomeOf("setAdminAccount")));
        Assert.NotNull(instance.PasswordHash);
        Assert.Single(instance.Machine.Scripts);
        await AssertNextStartIsRoutineAsync(instance, subnet: null);
    }

    [Fact]
    public async Task An_agent_of_Amazon_that_was_replaced_and_enabled_again_is_disabled_by_the_next_run_and_told()
    {
        const string Service = "Amazon EC2Launch", Task = "Amazon Ec2 Launch - Instance Initialization";
        var instance = Keep(SimulatedInstance.Launch(A));
        await File.WriteAllTextAsync(
            Path.Combine(instance.State, "replaced-agents.json"),
            $$"""
            {"schema":1,"replaced":[{"kind":"Service","name":"{{Service}}","startType":"Automatic"},
            {"kind":"ScheduledTask","name":"{{Task}}","startType":"Automatic"}]}
            """,
            TestContext.Current.CancellationToken);
        instance.Alter(state =>
        {
            state.Services.Add(new() { Name = Service, StartType = "disabled" });
            state.Services.Add(new() { Name = "Ec2Config", StartType = "automatic" }); // nobody replaced that one
            state.ScheduledTasks.Add(new() { Name = Task, Enabled = false });
        });
        using var first = await instance.RestartAsync();
        Assert.DoesNotContain("disableReplacedAgents", first.Names);

        instance.Alter(state =>
        {
            state.Services.Single(service => service.Name == Service).StartType = "automatic";
            state.ScheduledTasks[0].Enabled = true;
        });
        Assert.Contains(
            "the service Amazon EC2Launch of EC2Launch v2 was replaced, and starts again", (await instance.DoctorAsync()).Output,
            StringComparison.Ordinal);
        using var second = await instance.RestartAsync();

        Assert.Equal("disableReplacedAgents", second.Names[0]);
        Assert.Equal(
            [
                $"disable the service {Service} of EC2Launch v2, which was replaced and enabled again",
                $"disable the scheduled task {Task} of EC2Launch v1, which was replaced and enabled again",
            ],
            second.ChangesOf("disableReplacedAgents"));
        Assert.Contains(
            "Message: EC2Launch v2 was enabled again; OpenLaunch, which replaced it, disables the service", instance.Console,
            StringComparison.Ordinal);
        Assert.Equal(
            ["automatic", "disabled"],
            new[] { "Ec2Config", Service }.Select(name => instance.Machine.Services.Single(service => service.Name == name).StartType));
        Assert.False(instance.Machine.ScheduledTasks[0].Enabled);
        Assert.DoesNotContain("starts again", (await instance.DoctorAsync()).Output, StringComparison.Ordinal);
        using var third = await instance.RestartAsync();
        Assert.DoesNotContain("disableReplacedAgents", third.Names);
    }

    private SimulatedInstance Keep(SimulatedInstance instance)
    {
        instances.Add(instance);
        return instance;
    }

    private static void AssertIsSetUp(SimulatedInstance instance, int subnet, int scripts)
    {
        Assert.Equal(SimulatedInstance.RoutesOf(subnet), instance.Gateways);
        Assert.Equal(("licensed", "enabled", 1), (instance.Machine.Licence.Status, instance.Machine.BootTask, instance.ReadyLines));
        Assert.Equal(scripts, instance.Machine.Scripts.Count);
        Assert.NotNull(instance.PasswordHash);
    }

    /// <summary>Only the routes, which Windows drops, and with them the time.</summary>
    private static async Task AssertNextStartIsRoutineAsync(SimulatedInstance instance, int? subnet)
    {
        MachineState Rest(MachineState state)
        {
            (state.BootId, state.Routes) = (0, []);
            state.Services.ForEach(service => service.Requests = 0);
            return state;
        }

        var before = Rest(instance.Machine);
        using var start = await instance.RestartAsync();
        Assert.Equal("done", start.Outcome);
        Assert.Equal(start.Changes, start.ChangesOf("addRoutes"));
        Assert.Equal(6, instance.Gateways.Count());
        if (subnet is { } number)
            Assert.Equal(SimulatedInstance.RoutesOf(number), instance.Gateways);
        Assert.Equivalent(before, Rest(instance.Machine), strict: true);
    }
}
