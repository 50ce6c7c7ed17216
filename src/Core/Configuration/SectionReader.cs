using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Configuration;

/// <summary>Reads <c>metadata:</c>, <c>log:</c> and <c>defaults:</c>.</summary>
internal static class SectionReader
{
    public static MetadataSettings Metadata(MapReader? section)
    {
        var settings = new MetadataSettings();
        if (section is null)
            return settings;
        settings = settings with
        {
            Timeout = section.Duration("timeout", ConfigurationLimits.LeastTimeout, ConfigurationLimits.MostMetadataTimeout)
                ?? settings.Timeout,
            AllowV1 = section.Flag("allowV1") ?? settings.AllowV1,
        };
        section.RefuseOtherKeys();
        return settings;
    }

    public static LogSettings Log(MapReader? section)
    {
        var settings = new LogSettings { Json = section?.Flag("json") ?? false };
        section?.RefuseOtherKeys();
        return settings;
    }

    public static EntryDefaults Defaults(MapReader? section)
    {
        var defaults = new EntryDefaults();
        if (section is null)
            return defaults;
        defaults = new()
        {
            OnError = section.Word<ErrorPolicy>("onError") ?? defaults.OnError,
            Timeout = section.Duration("timeout", ConfigurationLimits.LeastTimeout, ConfigurationLimits.MostTimeout)
                ?? defaults.Timeout,
            Retry = RetryReader.Read(section, inherited: null),
        };
        section.RefuseOtherKeys();
        return defaults;
    }
}

/// <summary>The <c>defaults:</c> section: what holds for an entry that does not say otherwise.</summary>
internal sealed record EntryDefaults
{
    public ErrorPolicy OnError { get; init; } = ErrorPolicy.Continue;

    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(15);

    public RetrySettings? Retry { get; init; }
}
