using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace OpenLaunch.Windows.Tests.Wine;

/// <summary>What a recipe for images does: the files that it brings, and its commands.</summary>
/// <param name="Files">Where the zip and the plan go.</param>
/// <param name="Commands">The commands of PowerShell, a list for each step.</param>
internal sealed partial record ImageRecipe(IReadOnlyList<string> Files, IReadOnlyList<IReadOnlyList<string>> Commands)
{
    private const string Folder = @"C:\Windows\Temp";

    public static ImageRecipe Packer()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "deploy", "packer", "windows.pkr.hcl"))
            .Replace("${local.last_call}", "openlaunch.exe schedule --per-instance", StringComparison.Ordinal);
        return new(
            [.. Destination().Matches(text).Select(match => Unescape(match.Groups[1].Value))],
            [.. Inline().Matches(text).Select(list => Texts().Matches(list.Groups[1].Value)
                .Select(match => Unescape(match.Groups[1].Value)).ToList())]);
    }

    public static ImageRecipe ImageBuilder()
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(File.ReadAllText(
            Path.Combine(Repository.Root, "deploy", "image-builder", "openlaunch.yml"))));
        var phases = (YamlSequenceNode)stream.Documents[0].RootNode["phases"];
        var inputs = phases.SelectMany(phase => (YamlSequenceNode)phase["steps"]).Select(step => step["inputs"]).ToList();
        return new(
            [.. inputs.OfType<YamlSequenceNode>().SelectMany(list => list).Select(file => $"{file["destination"]}")],
            [.. inputs.OfType<YamlMappingNode>()
                .Select(map => ((YamlSequenceNode)map["commands"]).Select(c => $"{c}").ToList())]);
    }

    /// <summary>A command for PowerShell on Linux: files are where Wine keeps them, and Wine starts the programs.</summary>
    public static string OnLinux(string command, string driveC) => Call().Match(command) is { Success: true } call
        ? $"wine \"{call.Groups[1].Value}\" {call.Groups[2].Value}"
        : command.Replace(Folder, $"{driveC}/windows/temp", StringComparison.Ordinal)
            .Replace("$env:ProgramData", $"{driveC}/ProgramData", StringComparison.Ordinal).Replace('\\', '/');

    private static string Unescape(string text) => text.Replace(@"\\", @"\", StringComparison.Ordinal);

    [GeneratedRegex("destination = \"([^\"]+)\"")]
    private static partial Regex Destination();

    [GeneratedRegex(@"inline = \[\s*\n(.*?)\n\s*\]", RegexOptions.Singleline)]
    private static partial Regex Inline();

    [GeneratedRegex("^ *\"(.*)\",$", RegexOptions.Multiline)]
    private static partial Regex Texts();

    [GeneratedRegex(@"^& (\S+\.exe) (.*)$")]
    private static partial Regex Call();
}
