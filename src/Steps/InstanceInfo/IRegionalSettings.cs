namespace OpenLaunch.Steps.InstanceInfo;

/// <summary>The machine's language and time zone.</summary>
public interface IRegionalSettings
{
    /// <summary>The IETF tag of the system's locale: <c>en-US</c>.</summary>
    string Language { get; }

    /// <summary>The local time zone; its StandardName is printed.</summary>
    TimeZoneInfo TimeZone { get; }
}
