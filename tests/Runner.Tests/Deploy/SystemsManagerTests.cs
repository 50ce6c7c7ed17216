using YamlDotNet.RepresentationModel;

namespace OpenLaunch.Runner.Tests.Deploy;

public class SystemsManagerTests
{
    [Fact]
    public void The_Command_document_has_the_structure_of_schema_2_2()
    {
        var document = DeployDocument.Read("systems-manager", "OpenLaunch-Repair.yml");

        Assert.Equal("2.2", DeployDocument.Scalar(document.Root, "schemaVersion"));
        Assert.Subset(
            new HashSet<string> { "schemaVersion", "description", "parameters", "mainSteps" },
            DeployDocument.Keys(document.Root).ToHashSet());
        var step = Assert.Single(DeployDocument.List(document.Root, "mainSteps"));
        Assert.Matches("^[A-Za-z0-9_]{1,128}$", DeployDocument.Scalar(step, "name"));
        Assert.Equal("aws:runPowerShellScript", DeployDocument.Scalar(step, "action"));
        Assert.Equal(
            ["platformType", "Windows"],
            DeployDocument.List(DeployDocument.Map(step, "precondition"), "StringEquals")
                .Select(node => ((YamlScalarNode)node).Value));
        Assert.Subset(
            new HashSet<string> { "runCommand", "timeoutSeconds", "workingDirectory" },
            DeployDocument.Keys(DeployDocument.Map(step, "inputs")).ToHashSet());
        Assert.All(
            DeployDocument.List(DeployDocument.Map(step, "inputs"), "runCommand"), line => Assert.IsType<YamlScalarNode>(line));
    }

    [Fact]
    public void Each_parameter_is_declared_used_and_bounded()
    {
        var document = DeployDocument.Read("systems-manager", "OpenLaunch-Repair.yml");
        var parameters = DeployDocument.Map(document.Root, "parameters");

        Assert.Equal(DeployDocument.Keys(parameters).Order(), document.UsedParameters().Order());
        Assert.All(parameters.Children.Values, parameter =>
        {
            Assert.Equal("String", DeployDocument.Scalar(parameter, "type"));
            Assert.NotNull(DeployDocument.Scalar(parameter, "default"));

            // What goes into a script must not be free text.
            Assert.Contains(DeployDocument.Keys(parameter), key => key is "allowedValues" or "allowedPattern");
        });
    }

    [Fact]
    public void Its_exit_code_is_that_of_repair()
    {
        var step = DeployDocument.List(DeployDocument.Read("systems-manager", "OpenLaunch-Repair.yml").Root, "mainSteps")[0];
        var lines = DeployDocument.List(DeployDocument.Map(step, "inputs"), "runCommand")
            .Select(node => ((YamlScalarNode)node).Value!).ToList();

        Assert.Equal(["& $openlaunch @arguments", "exit $LASTEXITCODE"], lines[^2..]);
        Assert.Contains(lines, line => line == "$arguments = @('repair')");
        Assert.Contains(lines, line => line.Contains("'--check'", StringComparison.Ordinal));
    }

    [Fact]
    public void The_association_targets_a_tag_and_reports_compliance()
    {
        var template = DeployDocument.Read("systems-manager", "association.yml");
        var resource = DeployDocument.Map(DeployDocument.Map(template.Root, "Resources"), "RepairAssociation");
        var properties = DeployDocument.Map(resource, "Properties");

        Assert.Equal("2010-09-09", DeployDocument.Scalar(template.Root, "AWSTemplateFormatVersion"));
        Assert.Equal("AWS::SSM::Association", DeployDocument.Scalar(resource, "Type"));
        Assert.Equal("tag:${TagKey}", DeployDocument.Scalar(DeployDocument.List(properties, "Targets")[0], "Key"));
        Assert.Contains(DeployDocument.Scalar(properties, "ComplianceSeverity"), new[] { "CRITICAL", "HIGH", "MEDIUM", "LOW" });
        Assert.Equal("AUTO", DeployDocument.Scalar(properties, "SyncCompliance"));
    }

    [Fact]
    public void The_association_uses_what_it_declares_and_passes_only_parameters_of_the_document()
    {
        var template = DeployDocument.Read("systems-manager", "association.yml");
        var declared = DeployDocument.Keys(DeployDocument.Map(template.Root, "Parameters")).ToList();
        var passed = DeployDocument.Keys(DeployDocument.Map(DeployDocument.Map(DeployDocument.Map(
            DeployDocument.Map(template.Root, "Resources"), "RepairAssociation"), "Properties"), "Parameters"));
        var document = DeployDocument.Read("systems-manager", "OpenLaunch-Repair.yml");

        Assert.All(declared, name => Assert.True(
            template.Text.Contains($"!Ref {name}", StringComparison.Ordinal)
            || template.Text.Contains($"${{{name}}}", StringComparison.Ordinal), name));
        Assert.Subset(DeployDocument.Keys(DeployDocument.Map(document.Root, "parameters")).ToHashSet(), passed.ToHashSet());
    }

    /// <summary>CloudFormation's properties of an association are the parameters of the call behind it.</summary>
    [Fact]
    public async Task The_association_is_one_that_the_AWS_CLI_would_take()
    {
        var template = DeployDocument.Read("systems-manager", "association.yml");
        var properties = DeployDocument.Map(
            DeployDocument.Map(DeployDocument.Map(template.Root, "Resources"), "RepairAssociation"), "Properties");
        var parameters = ApiCall.Json(properties, text => text)!;
        Assert.Empty(await ApiCall.FaultsAsync([new("association", "ssm", "CreateAssociation", parameters, [], [])]));
    }
}
