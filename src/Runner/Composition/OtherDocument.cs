using System.Text;
using System.Text.RegularExpressions;
using OpenLaunch.Steps.OtherAgents;

namespace OpenLaunch.Runner.Composition;

/// <summary>A document where a configuration belongs that is something else, and known.</summary>
internal static partial class OtherDocument
{
    private const string UserData =
        "this is user data, which an instance gets at its launch and 'openlaunch userdata parse' reads; to run its tasks at "
        + "every start, put them below 'config:' and a stage, as in agent-config.yml, or below 'steps:'";

    /// <summary>What to say of it; null: nothing is known that it would be.</summary>
    public static string? Advice(byte[] bytes)
    {
        var text = bytes switch
        {
            [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2),
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2),
            _ => Encoding.UTF8.GetString(bytes),
        };
        if (AgentFile.Recognize(text) is { } file)
            return file.Advice;
        return (HasTasks().IsMatch(text) && !HasPlan().IsMatch(text)) || Tagged().IsMatch(text) ? UserData : null;
    }

    [GeneratedRegex(@"^tasks:", RegexOptions.Multiline)]
    private static partial Regex HasTasks();

    [GeneratedRegex(@"^(config|steps):", RegexOptions.Multiline)]
    private static partial Regex HasPlan();

    [GeneratedRegex(@"^\s*(<(powershell|script)>|#cloud-config\b|#ps1)", RegexOptions.IgnoreCase)]
    private static partial Regex Tagged();
}
