using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace OpenLaunch.Runner.Tests.Deploy;

/// <summary>Every PowerShell text of deploy/ goes through PowerShell's own parser.</summary>
[BuiltProgram("It is about scripts, and starts no program.")]
public partial class PowerShellTextTests
{
    private const string Parse = """
        $failed = 0
        foreach ($file in Get-ChildItem -LiteralPath $env:TEXTS -Filter *.ps1) {
            $errors = $null
            [void][Management.Automation.Language.Parser]::ParseFile($file.FullName, [ref]$null, [ref]$errors)
            foreach ($problem in $errors) { "$($file.Name):$($problem.Extent.StartLineNumber): $($problem.Message)"; $failed = 1 }
        }
        exit $failed
        """;

    public static TheoryData<string> Documents => ["OpenLaunch-Repair.yml", "OpenLaunch-Recover.yml"];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task The_commands_of_a_document_can_be_read(string document)
    {
        var texts = Commands(DeployDocument.Read("systems-manager", document)).ToList();
        Assert.NotEmpty(texts);
        Assert.Empty(await ProblemsAsync(texts));
    }

    [Theory]
    [InlineData("systems-manager/package")]
    [InlineData("chocolatey/tools")]
    public async Task The_scripts_of_a_package_can_be_read(string folder) => Assert.Empty(await ProblemsAsync(
        Directory.EnumerateFiles(Repository.File("deploy", folder), "*.ps1").Select(File.ReadAllText)));

    [Fact]
    public async Task A_text_that_is_none_is_found() =>
        Assert.Contains("1.ps1:1", await ProblemsAsync(["if ($true) { 'open'"]), StringComparison.Ordinal);

    private static IEnumerable<string> Commands(DeployDocument document) => document.Root.AllNodes.OfType<YamlMappingNode>()
        .SelectMany(map => map.Children)
        .Where(pair => pair is { Key: YamlScalarNode { Value: "commands" or "runCommand" }, Value: YamlSequenceNode })
        .Select(pair => string.Join('\n', ((YamlSequenceNode)pair.Value).Select(line => ((YamlScalarNode)line).Value)))
        .Select(text => Reference().Replace(text, "value"));

    private static async Task<string> ProblemsAsync(IEnumerable<string> texts)
    {
        PowerShell.Demand();
        using var folder = new StateFolder();
        foreach (var (index, text) in texts.Index())
            await File.WriteAllTextAsync(folder.At($"{index + 1}.ps1"), text, TestContext.Current.CancellationToken);
        var result = await PowerShell.RunAsync(
            new Dictionary<string, string> { ["TEXTS"] = folder.Path }, ["-Command", Parse]);
        return result.ExitCode == 0 ? "" : result.Output + result.Error;
    }

    [GeneratedRegex(@"\{\{\s*[A-Za-z.]+\s*\}\}")]
    private static partial Regex Reference();
}
