using OpenLaunch.Core.Documents;

namespace OpenLaunch.Steps.UserData.Parsing.Yaml;

/// <summary>Reads the YAML (JSON text is YAML too) of user data, with what is wrong with it as problems by line.</summary>
internal static class UserDataYaml
{
    private const string File = "user data";

    /// <summary>The document, or null when there is none or it cannot be read; the latter is a problem.</summary>
    public static YamlNode? Read(string text, ProblemList problems, bool allowsBytes = false)
    {
        var errors = new ConfigurationErrors(File);
        var root = YamlDocumentReader.ReadPart(text, errors, allowsBytes);
        // At the end of a cut text the parser names the line past the last.
        var last = text.AsSpan().TrimEnd().Count('\n') + 1;
        foreach (var error in errors.All)
            problems.Error(Math.Clamp(error.Position.Line, 1, last), $"The YAML is wrong: {error.Message}.");
        return root;
    }

    public static bool IsReadable(string text) =>
        YamlDocumentReader.ReadPart(text, new ConfigurationErrors(File), allowsBytes: true) is not null;
}
