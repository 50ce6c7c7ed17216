using System.Text.Json;
using System.Text.RegularExpressions;
using OpenLaunch.Runner.Tests.Extensions;
using YamlDotNet.RepresentationModel;

namespace OpenLaunch.Runner.Tests.Deploy;

/// <summary>What a release is made by.</summary>
public partial class ReleaseTests
{
    public static TheoryData<string> Workflows =>
        [.. Directory.EnumerateFiles(Repository.File(".github", "workflows"), "*.yml").Select(file => Path.GetFileName(file)!)];

    [Theory]
    [MemberData(nameof(Workflows))]
    public void A_workflow_uses_actions_of_one_commit_each_and_may_read_only_unless_a_job_says_more(string file)
    {
        var text = File.ReadAllText(Repository.File(".github", "workflows", file));
        Assert.All(
            Uses().Matches(text).Select(match => match.Groups[1].Value),
            action => Assert.Matches(@"^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", action));
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        Assert.Equal("read", DeployDocument.Scalar(DeployDocument.Map(stream.Documents[0].RootNode, "permissions"), "contents"));
    }

    [Fact]
    public void The_release_runs_the_gate_before_it_makes_anything_and_only_scripts_that_are_there()
    {
        var text = File.ReadAllText(Repository.File(".github", "workflows", "release.yml"));
        var scripts = Script().Matches(text).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(["deploy/native.sh", ".ci/run", "deploy/release.sh"], scripts);
        Assert.All(scripts, script => Assert.True(
            OperatingSystem.IsWindows() || File.GetUnixFileMode(Repository.File(script)).HasFlag(UnixFileMode.UserExecute)));
    }

    [Fact]
    public async Task The_SBOM_names_each_package_that_the_agent_is_made_of_with_its_version_licence_and_hash()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "What is delivered is made on Linux.");
        using var folder = new StateFolder();
        var file = folder.At("sbom.json");
        var made = await ToolProcess.BuildAsync(
            Repository.Root, new Dictionary<string, string> { ["NUGET_HTTP_CACHE_PATH"] = folder.At("cache") },
            Repository.File("deploy", "sbom.sh"), file);
        Assert.SkipWhen(
            made.Error.Contains("dotnet tool restore", StringComparison.Ordinal)
            && Environment.GetEnvironmentVariable("OPENLAUNCH_REQUIRE_PWSH") is null,
            "The tools are missing: run 'dotnet tool restore'.");
        Assert.True(made.ExitCode == 0, made.Output + made.Error);
        using var sbom = JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        var components = sbom.RootElement.GetProperty("components").EnumerateArray().ToList();
        Assert.All(components, component =>
        {
            Assert.NotEmpty(component.GetProperty("licenses").EnumerateArray());
            Assert.NotEmpty(component.GetProperty("hashes").EnumerateArray());
        });
        Assert.Equal(
            Delivered(),
            components.Select(one => $"{one.GetProperty("name")} {one.GetProperty("version")}").Order(StringComparer.Ordinal));
    }

    /// <summary>
    /// What the built agent says that it needs beside itself and .NET.
    /// </summary>
    private static IEnumerable<string> Delivered()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "openlaunch.deps.json");
        using var dependencies = JsonDocument.Parse(File.ReadAllText(path));
        return [.. dependencies.RootElement.GetProperty("libraries").EnumerateObject()
            .Where(library => library.Value.GetProperty("type").GetString() == "package")
            .Select(library => library.Name.Replace('/', ' '))
            .Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"uses: (.+)$", RegexOptions.Multiline)]
    private static partial Regex Uses();

    [GeneratedRegex(@"run: [^\n]*?((?:\.ci|deploy)/[\w.]+)")]
    private static partial Regex Script();
}
