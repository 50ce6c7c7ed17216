namespace OpenLaunch.Core.Configuration;

/// <summary>The bounds of the frame's values: the reader enforces them, the JSON schema tells them.</summary>
internal static class ConfigurationLimits
{
    public const int LeastAttempts = 2;
    public const int MostAttempts = 100;
    public const int LongestName = 100;

    public static readonly TimeSpan LeastTimeout = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan MostTimeout = TimeSpan.FromHours(24);
    public static readonly TimeSpan MostMetadataTimeout = TimeSpan.FromHours(1);
    public static readonly TimeSpan MostDelay = TimeSpan.FromHours(1);
    public static readonly TimeSpan DefaultDelay = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan DefaultMaxDelay = TimeSpan.FromMinutes(1);

    public static readonly string[] ConsoleTopics = ["info", "password", "ready"];
}
