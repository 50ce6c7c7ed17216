using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace OpenLaunch.Runner.Tests.Deploy;

/// <summary>A document of deploy/ as the service that takes it would see it.</summary>
internal sealed partial class DeployDocument
{
    private DeployDocument(string text, YamlMappingNode root) => (Text, Root) = (text, root);

    public string Text { get; }

    public YamlMappingNode Root { get; }

    public static DeployDocument Read(params string[] path) => ReadFile(Repository.File(["deploy", .. path]));

    public static DeployDocument ReadFile(string path)
    {
        var text = File.ReadAllText(path);
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return new(text, (YamlMappingNode)Assert.Single(stream.Documents).RootNode);
    }

    public static string? Scalar(YamlNode node, string key) =>
        ((YamlMappingNode)node).Children.TryGetValue(new YamlScalarNode(key), out var value)
            ? ((YamlScalarNode)value).Value
            : null;

    public static IList<YamlNode> List(YamlNode node, string key) =>
        ((YamlSequenceNode)((YamlMappingNode)node).Children[key]).Children;

    public static YamlMappingNode Map(YamlNode node, string key) => (YamlMappingNode)((YamlMappingNode)node).Children[key];

    public static IEnumerable<string> Keys(YamlNode node) =>
        ((YamlMappingNode)node).Children.Keys.Select(key => ((YamlScalarNode)key).Value!);

    /// <summary>The parameters that the text uses in double braces.</summary>
    public IEnumerable<string> UsedParameters() => Reference().Matches(Text).Select(match => match.Groups[1].Value).Distinct();

    [GeneratedRegex(@"\{\{\s*([A-Za-z]+)\s*\}\}")]
    private static partial Regex Reference();
}
