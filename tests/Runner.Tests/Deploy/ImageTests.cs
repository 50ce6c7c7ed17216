using System.Text.RegularExpressions;
using OpenLaunch.Runner.Tests.Extensions;

namespace OpenLaunch.Runner.Tests.Deploy;

[BuiltProgram("It is about scripts of image builds.")]
public partial class ImageTests
{
    private static readonly HashSet<string> Actions = ["ExecutePowerShell", "S3Download", "Reboot"];

    private static string Template => File.ReadAllText(Repository.File("deploy", "packer", "windows.pkr.hcl"));

    [Fact]
    public void The_Image_Builder_component_has_the_structure_of_its_schema()
    {
        var document = DeployDocument.Read("image-builder", "openlaunch.yml");

        Assert.Equal("1.0", DeployDocument.Scalar(document.Root, "schemaVersion"));
        var phases = DeployDocument.List(document.Root, "phases");
        Assert.Equal(["build", "validate", "test"], phases.Select(phase => DeployDocument.Scalar(phase, "name")));
        Assert.All(phases, phase =>
        {
            var steps = DeployDocument.List(phase, "steps");
            Assert.Equal(steps.Count, steps.Select(step => DeployDocument.Scalar(step, "name")).Distinct().Count());
            Assert.All(steps, step =>
            {
                Assert.Contains(DeployDocument.Scalar(step, "action")!, Actions);
                Assert.Contains(DeployDocument.Scalar(step, "onFailure"), new[] { "Abort", "Continue", "Ignore" });
                Assert.Contains("inputs", DeployDocument.Keys(step));
            });
        });
    }

    [Fact]
    public void Its_parameters_are_declared_and_used()
    {
        var document = DeployDocument.Read("image-builder", "openlaunch.yml");

        Assert.Equal(
            DeployDocument.List(document.Root, "parameters").SelectMany(DeployDocument.Keys).Order(),
            document.UsedParameters().Order());
    }

    [Fact]
    public void The_component_leaves_Sysprep_to_Image_Builder_and_schedules_last_in_the_build()
    {
        var document = DeployDocument.Read("image-builder", "openlaunch.yml");

        var build = DeployDocument.List(document.Root, "phases")[0];
        var last = DeployDocument.Map(DeployDocument.List(build, "steps")[^1], "inputs");
        Assert.Equal(["schedule --per-instance"], Call().Matches(last.ToString()).Select(match => match.Groups[1].Value));
        Assert.DoesNotContain("openlaunch.exe sysprep", document.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_Packer_template_declares_what_it_uses()
    {
        var declared = Declaration().Matches(Template).Select(match => match.Groups[1].Value).ToHashSet();
        var used = Use().Matches(Template).Select(match => match.Groups[1].Value).ToHashSet();

        Assert.Equal(declared, used);
        Assert.Equal(Template.Count(c => c == '{'), Template.Count(c => c == '}'));
        Assert.Contains("sources = [\"source.amazon-ebs.windows\"]", Template, StringComparison.Ordinal);
        Assert.True(File.Exists(Repository.File("deploy", "packer", UserData().Match(Template).Groups[1].Value)));
        Assert.True(File.Exists(Repository.File("deploy", "packer", Plan().Match(Template).Groups[1].Value)));
    }

    [Fact]
    public void The_Packer_template_schedules_or_generalizes_last_and_lets_Sysprep_stop_the_instance()
    {
        Assert.Contains(
            "last_call = var.generalize ? \"openlaunch.exe sysprep --shutdown\" : \"openlaunch.exe schedule --per-instance\"",
            Template, StringComparison.Ordinal);
        Assert.Matches(@"disable_stop_instance\s*=\s*var\.generalize", Template);
        Assert.Matches("shutdown_behavior\\s*=\\s*\"stop\"", Template);

        var provisioners = Template.Split("provisioner \"");
        Assert.Contains("${local.last_call}", provisioners[^1], StringComparison.Ordinal);
        Assert.Contains("openlaunch.exe repair", provisioners[^2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("packer", "windows.pkr.hcl")]
    [InlineData("image-builder", "openlaunch.yml")]
    public async Task Every_call_of_the_agent_is_one_that_it_understands(string folder, string file)
    {
        var text = await File.ReadAllTextAsync(Repository.File("deploy", folder, file), TestContext.Current.CancellationToken);
        foreach (var call in Call().Matches(text).Select(match => match.Groups[1].Value).Distinct())
        {
            var result = await OpenLaunchProcess.RunAsync([.. call.Split(' '), "--help"]);
            Assert.True(result.ExitCode == 0, $"{file}: openlaunch {call}: {result.Error}");
        }
    }

    [GeneratedRegex(@"openlaunch\.exe ([a-z][a-z-]*(?: --[a-z][a-z0-9-]*(?: [0-9]+[smh])?)*)")]
    private static partial Regex Call();

    [GeneratedRegex("variable \"([a-z_]+)\"")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"var\.([a-z_]+)")]
    private static partial Regex Use();

    /// <summary>Windows answers NTLM over WinRM as it is; Basic is closed.</summary>
    [Fact]
    public void The_Packer_template_logs_in_as_Windows_lets_it() =>
        Assert.Matches(@"winrm_use_ntlm\s*=\s*true", Template);

    [Theory]
    [InlineData("packer", "windows.pkr.hcl")]
    [InlineData("image-builder", "openlaunch.yml")]
    public void A_recipe_names_the_zip_as_it_is_built(string folder, string file)
    {
        var version = typeof(ImageTests).Assembly.GetName().Version!.ToString(3);
        var names = ZipName().Matches(File.ReadAllText(Repository.File("deploy", folder, file))).Select(match => match.Value);
        Assert.Equal([$"openlaunch-{version}-win-x64.zip"], names.Distinct());
    }

    /// <summary>A Packer of before 1.7 brings the plugin; a later one would fetch it, so only the syntax is checked.</summary>
    [Fact]
    public async Task Packer_finds_the_template_valid()
    {
        var packer = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(path => Path.Combine(path, "packer")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(packer is null, "Packer is not installed (Debian package packer).");
        using var folder = new StateFolder();
        var environment = new Dictionary<string, string> { ["CHECKPOINT_DISABLE"] = "1", ["PACKER_CONFIG_DIR"] = folder.Path };
        var version = await ToolProcess.RunAsync(packer, folder.Path, environment, ["version"]);
        var isOld = version.Output.StartsWith("Packer v1.6.", StringComparison.Ordinal);
        var recipe = Directory.CreateDirectory(Path.Combine(folder.Path, "deploy", "packer")).FullName;
        Directory.CreateDirectory(Path.Combine(folder.Path, "config"));
        File.Copy(Repository.File("config", "openlaunch.yml"), Path.Combine(folder.Path, "config", "openlaunch.yml"));
        File.Copy(Repository.File("deploy", "packer", "winrm.txt"), Path.Combine(recipe, "winrm.txt"));
        await File.WriteAllTextAsync(
            Path.Combine(recipe, "windows.pkr.hcl"), isOld ? Plugins().Replace(Template, "") : Template,
            TestContext.Current.CancellationToken);
        foreach (var generalize in new[] { "false", "true" })
        {
            var valid = await ToolProcess.RunAsync(packer, recipe, environment,
            [
                "validate", .. isOld ? Array.Empty<string>() : ["-syntax-only"], "-var", "openlaunch_zip=winrm.txt",
                "-var", $"generalize={generalize}", ".",
            ]);
            Assert.True(valid.ExitCode == 0, valid.Output + valid.Error);
        }
    }

    [GeneratedRegex("user_data_file\\s*=\\s*\"\\$\\{path.root\\}/([^\"]+)\"")]
    private static partial Regex UserData();

    [GeneratedRegex("variable \"configuration\" \\{[^}]*default\\s*=\\s*\"([^\"]+)\"")]
    private static partial Regex Plan();

    [GeneratedRegex(@"openlaunch-[\w.]*(-win-x64)?\.zip")]
    private static partial Regex ZipName();

    [GeneratedRegex(@"^packer \{.*?^\}\n", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Plugins();
}
