using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Configuration;

/// <summary>Reads <c>retry:</c> of the defaults and of an entry.</summary>
internal static class RetryReader
{
    /// <summary>Reads the key; <c>retry: null</c> switches an inherited one off.</summary>
    public static RetrySettings? Read(MapReader owner, RetrySettings? inherited)
    {
        if (owner.Node("retry") is ScalarNode { IsNull: true })
            return null;
        return owner.Section("retry") is { } section ? Read(section) : inherited;
    }

    private static RetrySettings Read(MapReader section)
    {
        var attempts = section.Number("attempts", ConfigurationLimits.LeastAttempts, ConfigurationLimits.MostAttempts);
        if (!section.Has("attempts"))
            section.Lacks("attempts");
        var delay = section.Duration("delay", TimeSpan.Zero, ConfigurationLimits.MostDelay) ?? ConfigurationLimits.DefaultDelay;
        var longest = section.Duration("maxDelay", TimeSpan.Zero, ConfigurationLimits.MostDelay);
        if (longest < delay)
            section.Refuse("maxDelay", $"must not be shorter than the delay, {DurationText.Format(delay)}");
        section.RefuseOtherKeys();
        var maximum = longest ?? ConfigurationLimits.DefaultMaxDelay;
        return new(attempts ?? ConfigurationLimits.LeastAttempts, delay, maximum < delay ? delay : maximum);
    }
}
