using OpenLaunch.Steps.Generalization;
using OpenLaunch.Steps.Replacement;
using OpenLaunch.Steps.Services;

namespace OpenLaunch.Steps.Tests.Replacement;

public sealed class AgentReplacementTests : IDisposable
{
    private const string Version2 = "Amazon EC2Launch";
    private const string BootTask = "Amazon Ec2 Launch - Instance Initialization";
    private const string UserDataTask = "Amazon Ec2 Launch - Userdata Execution";

    private readonly string folder = Directory.CreateTempSubdirectory("openlaunch-").FullName;
    private readonly FakeAgents agents = new();

    private string FilePath => Path.Combine(folder, "replaced-agents.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_was_replaced_is_found_when_it_starts_again_and_nothing_else_is()
    {
        agents.Services[Version2] = ServiceStartType.Automatic;
        agents.Tasks[BootTask] = true;
        Assert.Empty(await Replacement().FindEnabledAgainAsync(Token));
        await ApplyAsync(await Replacement().ReplaceAsync(Token));
        Assert.Empty(await Replacement().FindEnabledAgainAsync(Token));

        agents.Services[Version2] = ServiceStartType.Manual;
        agents.Tasks[UserDataTask] = true;

        var again = await Replacement().FindEnabledAgainAsync(Token);
        Assert.Equal([Version2], again.Select(part => part.Part.Name));
        await Replacement().DisableAsync(again[0], Token);
        Assert.Equal(ServiceStartType.Disabled, agents.Services[Version2]);
        Assert.True(agents.Tasks[UserDataTask]);
    }

    [Fact]
    public async Task What_was_replaced_is_restored_as_it_was()
    {
        agents.Services[Version2] = ServiceStartType.Manual;
        agents.Tasks[BootTask] = true;
        agents.Tasks[UserDataTask] = false;
        var replaced = await ApplyAsync(await Replacement().ReplaceAsync(Token));
        Assert.Equal(
            [
                $"remember in {FilePath} how Amazon's launch agents start",
                "disable the service Amazon EC2Launch of EC2Launch v2 (was manual)",
                $"disable the scheduled task {BootTask} of EC2Launch v1 (was enabled)",
            ],
            replaced);
        Assert.Equal(ServiceStartType.Disabled, agents.Services[Version2]);
        Assert.False(agents.Tasks[BootTask]);

        await ApplyAsync(await Replacement().RestoreAsync(Token));
        Assert.Equal(ServiceStartType.Manual, agents.Services[Version2]);
        Assert.True(agents.Tasks[BootTask]);
        Assert.False(agents.Tasks[UserDataTask]);
    }

    [Fact]
    public async Task Replacing_twice_changes_nothing_more_and_forgets_nothing()
    {
        agents.Services[Version2] = ServiceStartType.Automatic;
        await ApplyAsync(await Replacement().ReplaceAsync(Token));
        var written = await File.ReadAllBytesAsync(FilePath, Token);
        Assert.Equal(
            ["leave Amazon's launch agents alone: none is here that starts"],
            await ApplyAsync(await Replacement().ReplaceAsync(Token)));
        Assert.Equal(written, await File.ReadAllBytesAsync(FilePath, Token));
    }

    [Fact]
    public async Task An_agent_that_starts_again_and_another_one_that_came_are_both_replaced()
    {
        agents.Tasks[BootTask] = true;
        agents.Services[Version2] = ServiceStartType.Automatic;
        await ApplyAsync(await Replacement().ReplaceAsync(Token));
        agents.Services[Version2] = ServiceStartType.Manual;
        agents.Services["Ec2Config"] = ServiceStartType.Automatic;
        await ApplyAsync(await Replacement().ReplaceAsync(Token));
        await ApplyAsync(await Replacement().RestoreAsync(Token));
        Assert.True(agents.Tasks[BootTask]);
        Assert.Equal(ServiceStartType.Manual, agents.Services[Version2]);
        Assert.Equal(ServiceStartType.Automatic, agents.Services["Ec2Config"]);
    }

    [Fact]
    public async Task An_agent_that_was_removed_meanwhile_is_told_and_the_others_are_restored()
    {
        agents.Tasks[BootTask] = true;
        agents.Services[Version2] = ServiceStartType.Automatic;
        await ApplyAsync(await Replacement().ReplaceAsync(Token));
        agents.Services.Remove(Version2);
        Assert.Equal(
            [
                $"restore the scheduled task {BootTask} of EC2Launch v1 to enabled",
                "leave out the service Amazon EC2Launch of EC2Launch v2: it was removed meanwhile",
            ],
            await ApplyAsync(await Replacement().RestoreAsync(Token)));
        Assert.Empty(agents.Services);
        Assert.True(agents.Tasks[BootTask]);
    }

    [Fact]
    public async Task What_is_remembered_outlives_a_reset_and_a_power_cut_before_the_first_change()
    {
        agents.Services[Version2] = ServiceStartType.Automatic;
        await ApplyAsync((await Replacement().ReplaceAsync(Token)).Take(1));
        Assert.True(await new StateReset(folder, TimeProvider.System).ApplyAsync(Token));
        await ApplyAsync(await Replacement().ReplaceAsync(Token));
        Assert.Equal(ServiceStartType.Disabled, agents.Services[Version2]);
        await ApplyAsync(await Replacement().RestoreAsync(Token));
        Assert.Equal(ServiceStartType.Automatic, agents.Services[Version2]);
    }

    [Fact]
    public async Task Where_nothing_was_replaced_nothing_is_restored() =>
        Assert.Empty(await Replacement().RestoreAsync(Token));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"schema\":1,\"repl")]
    [InlineData("{\"schema\":2,\"replaced\":[]}")]
    [InlineData("{\"schema\":1,\"replaced\":null}")]
    [InlineData("{\"schema\":1,\"replaced\":[{\"kind\":\"Service\",\"name\":\"Spooler\",\"startType\":\"Automatic\"}]}")]
    [InlineData("{\"schema\":1,\"replaced\":[{\"kind\":\"Service\",\"name\":\"Ec2Config\",\"startType\":\"Sometimes\"}]}")]
    public async Task A_damaged_file_stops_before_anything_is_touched_and_says_what_to_do(string text)
    {
        agents.Services[Version2] = ServiceStartType.Automatic;
        await File.WriteAllTextAsync(FilePath, text, Token);
        foreach (var act in new[] { Replacement().ReplaceAsync, Replacement().RestoreAsync })
        {
            var damage = await Assert.ThrowsAsync<IOException>(() => act(Token));
            Assert.Contains(FilePath, damage.Message, StringComparison.Ordinal);
            Assert.Contains("delete it", damage.Message, StringComparison.Ordinal);
        }

        Assert.Equal(ServiceStartType.Automatic, agents.Services[Version2]);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<IReadOnlyList<string>> ApplyAsync(IEnumerable<InstallationAct> acts)
    {
        var said = new List<string>();
        foreach (var act in acts)
        {
            await act.ApplyAsync(Token);
            said.Add(act.Description);
        }

        return said;
    }

    private AgentReplacement Replacement() => new(agents, agents, new ReplacedAgentsFile(folder));
}
