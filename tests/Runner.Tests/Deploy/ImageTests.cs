using System.Text.RegularExpressions;

namespace OpenLaunch.Runner.Tests.Deploy;

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
        Assert.Equal(["schedule"], Call().Matches(last.ToString()).Select(match => match.Groups[1].Value));
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
    }

    [Fact]
    public void The_Packer_template_schedules_or_generalizes_last_and_lets_Sysprep_stop_the_instance()
    {
        Assert.Contains(
            "last_call = var.generalize ? \"openlaunch.exe sysprep --shutdown\" : \"openlaunch.exe schedule\"",
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

    [GeneratedRegex("user_data_file\\s*=\\s*\"([^\"]+)\"")]
    private static partial Regex UserData();
}
