using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace OpenLaunch.Runner.Tests.Deploy;

/// <summary>The Automation runbook that brings back an instance without metadata.</summary>
public partial class RunbookTests
{
    private static readonly DeployDocument Runbook = DeployDocument.Read("systems-manager", "OpenLaunch-Recover.yml");

    private static readonly List<YamlMappingNode> Steps =
        [.. DeployDocument.List(Runbook.Root, "mainSteps").Cast<YamlMappingNode>()];

    /// <summary>Systems Manager User Guide, "Systems Manager Automation actions reference".</summary>
    private static readonly HashSet<string> Actions =
    [
        "aws:assertAwsResourceProperty", "aws:executeAwsApi", "aws:waitForAwsResourceProperty", "aws:changeInstanceState",
        "aws:branch", "aws:executeScript", "aws:runCommand",
    ];

    private static readonly HashSet<string> Keys =
    [
        "name", "action", "inputs", "outputs", "timeoutSeconds", "onFailure", "isCritical", "nextStep", "isEnd",
    ];

    [Fact]
    public void It_has_the_structure_of_schema_0_3_and_its_steps_lead_to_steps()
    {
        Assert.Equal("0.3", DeployDocument.Scalar(Runbook.Root, "schemaVersion"));
        var names = Steps.Select(Name).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.All(Steps, step =>
        {
            Assert.Matches("^[A-Za-z0-9_]{1,128}$", Name(step));
            Assert.Contains(DeployDocument.Scalar(step, "action")!, Actions);
            Assert.Subset(Keys, DeployDocument.Keys(step).ToHashSet());
        });
        var targets = StepReference().Matches(Runbook.Text).Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(targets);
        Assert.All(targets, target => Assert.Contains(target, names));
    }

    [Fact]
    public void What_it_fills_in_is_a_parameter_or_an_output_of_a_step_before()
    {
        var known = DeployDocument.Keys(DeployDocument.Map(Runbook.Root, "parameters")).ToHashSet();
        var used = new HashSet<string>();
        foreach (var step in Steps)
        {
            foreach (Match match in Reference().Matches(Texts(step)))
            {
                Assert.True(known.Contains(match.Groups[1].Value), $"{Name(step)} fills in {match.Groups[1].Value}");
                used.Add(match.Groups[1].Value);
            }

            if (step.Children.TryGetValue(new YamlScalarNode("outputs"), out var outputs))
            {
                known.UnionWith(((YamlSequenceNode)outputs).Select(
                    output => $"{Name(step)}.{DeployDocument.Scalar(output, "Name")}"));
            }
        }

        Assert.Equal(["AutomationAssumeRole"], known.Except(used));
    }

    [Fact]
    public async Task Every_API_call_is_one_that_the_AWS_CLI_would_take()
    {
        var calls = Steps.Where(step => DeployDocument.Keys(DeployDocument.Map(step, "inputs")).Contains("Api"))
            .Select(step => ApiCall.OfStep(step, Sample)).ToList();
        Assert.Equal(13, calls.Count);
        Assert.Empty(await ApiCall.FaultsAsync(calls));
    }

    [Fact]
    public async Task The_models_find_a_wrong_parameter_a_missing_one_and_a_selector_that_leads_nowhere()
    {
        ApiCall[] calls =
        [
            new("wrong", "ec2", "DetachVolume", new JsonObject { ["Volume"] = "vol-1" }, [], []),
            new("nowhere", "ec2", "DescribeVolumes", new JsonObject(), ["$.Volumes[0].Status"], []),
            new("never", "ec2", "DescribeVolumes", new JsonObject(), ["$.Volumes[0].State"], ["free"]),
        ];
        var faults = await ApiCall.FaultsAsync(calls);
        Assert.Contains("wrong: Missing required parameter in input: \"VolumeId\"", faults, StringComparison.Ordinal);
        Assert.Contains("Unknown parameter in input: \"Volume\"", faults, StringComparison.Ordinal);
        Assert.Contains("nowhere: $.Volumes[0].Status: the answer has no Status", faults, StringComparison.Ordinal);
        Assert.Contains("never: $.Volumes[0].State is never free", faults, StringComparison.Ordinal);
    }

    /// <summary>An instance without its root volume is worse than one without metadata.</summary>
    [Fact]
    public void Whatever_fails_while_the_root_volume_is_away_it_is_given_back()
    {
        var names = Steps.Select(Name).ToList();
        var away = Steps[(names.IndexOf("DetachRoot") + 1)..names.IndexOf("GiveRootBack")];
        Assert.Equal(6, away.Count);
        Assert.All(away, step =>
        {
            var target = DeployDocument.Scalar(step, "onFailure");
            Assert.Contains(target, new[] { "step:TakeRootFromHelper", "step:GiveRootBack" });
            Assert.True(names.IndexOf(target![5..]) > names.IndexOf(Name(step)), Name(step));

            // The runbook fails all the same.
            Assert.Equal("true", DeployDocument.Scalar(step, "isCritical"));
        });
        Assert.All(Steps.Where(step => DeployDocument.Scalar(step, "action") is "aws:waitForAwsResourceProperty"), step =>
            Assert.InRange(int.Parse(DeployDocument.Scalar(step, "timeoutSeconds")!), 300, 900));
    }

    [Fact]
    public void It_ends_with_a_repair_and_the_wish_is_one_that_schedule_takes()
    {
        var repair = DeployDocument.Map(DeployDocument.Map(Steps[^1], "inputs"), "Parameters");
        var lines = DeployDocument.List(repair, "commands").Select(line => ((YamlScalarNode)line).Value!).ToList();
        Assert.Equal(["& $openlaunch repair", "exit $LASTEXITCODE"], lines[^2..]);
        Assert.Contains(lines, line => line.Contains("& $openlaunch schedule '--{{ Starts }}'", StringComparison.Ordinal));
        var starts = DeployDocument.Map(DeployDocument.Map(Runbook.Root, "parameters"), "Starts");
        Assert.Equal(
            ["per-instance", "per-boot", "unchanged"],
            DeployDocument.List(starts, "allowedValues").Select(value => ((YamlScalarNode)value).Value));
    }

    private static string Name(YamlMappingNode step) => DeployDocument.Scalar(step, "name")!;

    private static string Texts(YamlNode node) =>
        string.Join('\n', node.AllNodes.OfType<YamlScalarNode>().Select(text => text.Value));

    /// <summary>A value of the right form, for the models know lengths and patterns.</summary>
    private static string Sample(string text) => Reference().Replace(text, match =>
        match.Groups[1].Value.EndsWith("VolumeId", StringComparison.Ordinal) ? "vol-0123456789abcdef0"
        : match.Groups[1].Value.EndsWith("Device", StringComparison.Ordinal) ? "/dev/sda1" : "i-0123456789abcdef0");

    [GeneratedRegex(@"\{\{\s*([A-Za-z.]+)\s*\}\}")]
    private static partial Regex Reference();

    [GeneratedRegex(@"(?:step:|NextStep: |nextStep: |Default: )([A-Za-z]+)")]
    private static partial Regex StepReference();
}
