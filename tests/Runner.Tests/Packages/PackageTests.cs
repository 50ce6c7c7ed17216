using System.IO.Compression;

namespace OpenLaunch.Runner.Tests.Packages;

/// <summary>What a user finds who has the packages and nothing else of this repository.</summary>
public sealed class PackageTests(PackedPackages packages)
{
    [Fact]
    public async Task Packs_the_libraries_the_test_bench_the_templates_and_the_command_and_nothing_else()
    {
        var files = await packages.FilesAsync();

        Assert.Equal(
            ["OpenLaunch.Core", "OpenLaunch.Runner", "OpenLaunch.Steps", "OpenLaunch.Templates", "OpenLaunch.Testing", "OpenLaunch.Tool"],
            files.Select(path => Path.GetFileName(path).Split(".0.")[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_package_holds_the_licence_the_notices_a_picture_and_a_page() =>
        Assert.All(await packages.FilesAsync(), file =>
        {
            using var package = ZipFile.OpenRead(file);
            var names = package.Entries.Select(entry => entry.FullName).ToHashSet();
            Assert.Superset(new HashSet<string> { "LICENSE", "THIRD-PARTY-NOTICES.txt", "README.md", "icon.png" }, names);
        });

    [Fact]
    public async Task The_symbols_of_each_library_are_in_a_package_beside_it()
    {
        var symbols = (await packages.FilesAsync())
            .Select(file => Path.ChangeExtension(file, "snupkg")).Where(File.Exists).ToList();

        Assert.Equal(
            ["OpenLaunch.Core", "OpenLaunch.Runner", "OpenLaunch.Steps", "OpenLaunch.Testing"],
            symbols.Select(path => Path.GetFileName(path).Split(".0.")[0]).Order(StringComparer.Ordinal));
        Assert.All(symbols, file =>
        {
            using var package = ZipFile.OpenRead(file);
            Assert.Single(package.Entries, entry => entry.FullName.EndsWith(".pdb", StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task The_command_is_installed_as_a_tool_and_boots_a_simulated_instance()
    {
        Directory.CreateDirectory(Path.Combine(packages.Folder, "boot"));

        var run = await packages.OpenLaunchAsync("boot", "run", "--simulate");
        var again = await packages.OpenLaunchAsync("boot", "run", "--simulate", "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Message: Windows is Ready to use", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, again.ExitCode);
        Assert.DoesNotContain("\"changes\":[\"", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_template_gives_a_step_that_builds_passes_its_tests_and_runs_whatever_its_name()
    {
        const string name = "Contoso.Check-Disk";
        await packages.NewAsync("openlaunch-step", "-n", name);
        var test = await packages.DotnetAsync(name, "test");
        await packages.DotnetAsync(name, "publish", "src", "-o", "out");
        var steps = await packages.OpenLaunchAsync(name, "steps", "--config", "plan.yml");
        var run = await packages.OpenLaunchAsync(name, "run", "--simulate", "--config", "plan.yml", "--json");

        Assert.Contains("succeeded: 4", test.Output);
        Assert.Contains("checkDisk (always, from Contoso.Check-Disk 1.0.0)", steps.Output);
        Assert.Contains("\"changes\":[\"write checkDisk.txt\"]", run.Output);
    }

    [Fact]
    public async Task The_step_with_a_restart_passes_its_tests_and_the_compiler_warns_of_what_would_break_a_run()
    {
        const string name = "Contoso.Restart";
        await packages.NewAsync("openlaunch-step", "-n", name, "--with-reboot");
        var test = await packages.DotnetAsync(name, "test");
        var step = Path.Combine(packages.Folder, name, "src", "RestartStep.cs");
        var code = await File.ReadAllTextAsync(step, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            step,
            code.Replace("await context.Change", "File.Delete(inputs.Path);\nawait context.Change", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        var build = await packages.DotnetAsync(name, "build", "src");

        Assert.Contains("succeeded: 4", test.Output);
        Assert.Contains("RebootThenResume", code, StringComparison.Ordinal);
        Assert.DoesNotContain("OL0001", test.Output, StringComparison.Ordinal);
        Assert.True(
            build.Output.Contains("warning OL0001: 'File.Delete' changes something outside of ", StringComparison.Ordinal),
            $"The compiler does not warn:\n{build.Output}");
    }

    [Fact]
    public async Task The_template_of_a_plan_gives_one_that_is_valid_with_the_schema_that_it_names()
    {
        await packages.NewAsync("openlaunch-plan", "-o", "plan");
        var plan = await File.ReadAllTextAsync(
            Path.Combine(packages.Folder, "plan", "openlaunch.yml"), TestContext.Current.CancellationToken);
        var validate = await packages.OpenLaunchAsync("plan", "validate", "openlaunch.yml");

        Assert.StartsWith("# yaml-language-server: $schema=./openlaunch.schema.json", plan, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(packages.Folder, "plan", "openlaunch.schema.json")));
        Assert.True(validate.ExitCode == 0, validate.Output + validate.Error);
    }

    [Fact]
    public async Task The_samples_build_and_pass_their_tests()
    {
        var samples = Path.Combine(packages.Folder, "samples");
        foreach (var file in SampleFiles())
        {
            var copy = Path.Combine(samples, Path.GetRelativePath(Path.Combine(Repository.Root, "samples"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var test = await packages.DotnetAsync("samples", "test");

        Assert.Contains("succeeded: 8", test.Output);
    }

    /// <summary>All but what a build left there, and the sources, which the user's folder gives.</summary>
    private static IEnumerable<string> SampleFiles() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "samples"), "*", SearchOption.AllDirectories)
            .Where(path => !path.Replace('\\', '/').Split('/').Any(part => part is "bin" or "obj" or "out" or "nuget.config"));
}
