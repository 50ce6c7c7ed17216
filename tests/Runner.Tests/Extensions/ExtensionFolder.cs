namespace OpenLaunch.Runner.Tests.Extensions;

/// <summary>A folder with a configuration and the extensions that a test compiles for it.</summary>
internal sealed class ExtensionFolder : IDisposable
{
    private const string Usings =
        """
        using System; using System.Collections.Generic; using System.ComponentModel.DataAnnotations; using System.IO;
        using System.Linq; using System.Threading; using System.Threading.Tasks;
        using Microsoft.Extensions.DependencyInjection;
        using OpenLaunch.Core.Console; using OpenLaunch.Core.Engine; using OpenLaunch.Core.Extensions;
        #line 1

        """;

    private static readonly string[] Contract =
    [
        "OpenLaunch.Core", "OpenLaunch.Steps", "Microsoft.Extensions.DependencyInjection.Abstractions",
        "Microsoft.Extensions.Logging.Abstractions",
    ];

    public string Path { get; } = Directory.CreateTempSubdirectory("openlaunch-extension-").FullName;

    public string ConfigurationPath => System.IO.Path.Combine(Path, "openlaunch.yml");

    public string StatePath => System.IO.Path.Combine(Path, "state");

    /// <summary>Compiles an extension.</summary>
    /// <returns>The path of the assembly.</returns>
    public async Task<string> CompileAsync(string name, string source, params IEnumerable<string> references)
    {
        var file = System.IO.Path.Combine(Path, name + ".cs");
        var assembly = System.IO.Path.Combine(Path, name + ".dll");
        await File.WriteAllTextAsync(file, Usings + source, TestContext.Current.CancellationToken);
        string[] arguments =
        [
            "exec", BuildPaths.Compiler, "-nologo", "-target:library", "-nullable:enable", $"-out:{assembly}", file,
            .. Directory.GetFiles(BuildPaths.ReferenceAssemblies, "*.dll").Select(path => $"-r:{path}"),
            .. Contract.Select(library => $"-r:{System.IO.Path.Combine(BuildPaths.Output, library)}.dll"),
            .. references.Select(path => $"-r:{path}"),
        ];
        var compiled = await ToolProcess.RunAsync("dotnet", Path, arguments);
        Assert.True(compiled.ExitCode == 0, compiled.Output);
        return assembly;
    }

    /// <summary>Writes the configuration.</summary>
    /// <param name="extensions">The assemblies, as the configuration names them.</param>
    /// <param name="steps">The YAML below <c>steps:</c>.</param>
    public void Configure(IEnumerable<string> extensions, string steps) => File.WriteAllText(
        ConfigurationPath,
        $"version: 1\nextensions:\n{string.Concat(extensions.Select(path => $"  - path: {path}\n"))}steps:\n{steps}\n");

    /// <summary>Runs <c>openlaunch</c> in the folder.</summary>
    public Task<ToolProcess> OpenLaunchAsync(params IEnumerable<string> arguments) =>
        OpenLaunchAsync(new Dictionary<string, string>(), arguments);

    /// <summary>Runs the plan on a simulated machine.</summary>
    public Task<ToolProcess> RunPlanAsync(params IEnumerable<string> arguments) =>
        RunPlanAsync(new Dictionary<string, string>(), arguments);

    /// <summary>Runs the plan on a simulated machine, with variables in its environment.</summary>
    public Task<ToolProcess> RunPlanAsync(
        IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments) =>
        OpenLaunchAsync(
            environment, ["run", "--simulate", "--config", ConfigurationPath, "--state", StatePath, "--json", .. arguments]);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private Task<ToolProcess> OpenLaunchAsync(IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments) =>
        ToolProcess.RunAsync(
            AgentProgram.Command[0], Path, environment, [.. AgentProgram.Command.Skip(1), .. arguments]);
}
