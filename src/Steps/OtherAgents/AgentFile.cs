using System.Text.RegularExpressions;

namespace OpenLaunch.Steps.OtherAgents;

/// <summary>A configuration file of another launch agent, told by what it holds: people rename and copy such files.</summary>
/// <param name="Owner">Whose file it is: <c>EC2Launch v1</c>.</param>
/// <param name="Name">What it is called where it belongs.</param>
/// <param name="Sign">What only such a file holds.</param>
internal sealed record AgentFile(string Owner, string Name, Regex Sign)
{
    public const string V1 = "EC2Launch v1";
    public const string Ec2Config = "EC2Config";

    // The signs look at the first of a text alone, so that a long one costs no more.
    private const int Looked = 4096;

    /// <summary>The files that are known.</summary>
    public static IReadOnlyList<AgentFile> All { get; } =
    [
        new(
            V1, "LaunchConfig.json",
            Key("adminPasswordType|handleUserData|setComputerName|addDnsSuffixList|extendBootVolumeSize")),
        new(V1, "DriveLetterMappingConfig.json", Key("driveLetterMapping")),
        new(V1, "EventLogConfig.json", Key("logName|numEntries")),
        new(Ec2Config, "config.xml", Root("Ec2ConfigurationSettings")),
        new(Ec2Config, "BundleConfig.xml", Root("BundleConfig")),
        new(Ec2Config, "DriveLetterConfig.xml", Root("DriveLetterMapping")),
        new(Ec2Config, "EventLogConfig.xml", Root("EventLogConfig")),
        new(Ec2Config, "WallpaperSettings.xml", Root("WallpaperSettings")),
        new(Ec2Config, "ActivationSettings.xml", Root("ActivationSettings")),
        new(Ec2Config, "InitializeDrivesSettings.xml", Root("InitializeDrivesSettings|InitializeDrives")),
    ];

    /// <summary>What to tell of it where one of our own files belongs.</summary>
    public string Advice =>
        $"this is {Owner}'s {Name}, of which 'openlaunch migrate --from FILE' makes a plan";

    /// <summary>The file that a text is; null: none of those.</summary>
    public static AgentFile? Recognize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var start = text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return start is ['{' or '<', ..]
            ? All.FirstOrDefault(file => file.Sign.IsMatch(start[..Math.Min(start.Length, Looked)]))
            : null;
    }

    private static Regex Key(string keys) =>
        new(
            $"^\\{{[^<]*?\"(?:{keys})\"\\s*:",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private static Regex Root(string name) => new(
        $"^<(?:[?!][^>]*>[^<]*<)*(?:{name})\\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
}
