using System.Text.Json;
using System.Text.Json.Nodes;
using OpenLaunch.Runner.Tests.Extensions;

namespace OpenLaunch.Runner.Tests.Native;

/// <summary>
/// The built program with the switch that a native one is compiled with: what it cannot read then, a native program could not
/// either, and no compiler is needed to see it.
/// </summary>
[BuiltProgram("It gives the built program the switch of a native one.")]
public sealed class WithoutDynamicCodeTests : IDisposable
{
    private readonly StateFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task All_steps_and_inputs_are_read_without_dynamic_code()
    {
        var files = Directory.EnumerateFiles(Repository.File("config"), "*.yml", SearchOption.AllDirectories);
        string[][] commands =
        [
            ["schema"], ["steps", "--markdown"], .. files.Select(file => (string[])["validate", file]),
            ["run", "--simulate", "--dry-run", "--quiet", "--state", folder.At("state")],
        ];
        foreach (var command in commands)
        {
            var (built, without) = (await RunAsync(AgentProgram.Built, command), await RunAsync(Without(), command));
            Assert.Equal(built, without);
        }
    }

    private string[] Without()
    {
        var program = AgentProgram.Built[1];
        var config = JsonNode.Parse(File.ReadAllText(Path.ChangeExtension(program, "runtimeconfig.json")))!;
        config["runtimeOptions"]!["configProperties"]!["OpenLaunch.DynamicCode"] = false;
        var changed = folder.At("without.runtimeconfig.json");
        File.WriteAllText(changed, config.ToJsonString(JsonSerializerOptions.Default));
        return ["dotnet", "exec", "--runtimeconfig", changed, "--depsfile", Path.ChangeExtension(program, "deps.json"), program];
    }

    private async Task<string> RunAsync(IReadOnlyList<string> program, string[] arguments)
    {
        var result = await ToolProcess.RunAsync(program[0], folder.Path, [.. program.Skip(1), .. arguments]);
        return $"{string.Join(' ', arguments)}\n{result.Output}\n{result.Error}\n{result.ExitCode}";
    }
}
