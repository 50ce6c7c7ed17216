using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Core.Tests.Metadata;

/// <summary>Limits for tests: wide where an answer comes, narrow where none does.</summary>
internal static class Options
{
    public static MetadataOptions Patient(MetadataEndpoint endpoint) => new()
    {
        Endpoint = endpoint,
        Timeout = TimeSpan.FromSeconds(30),
        AttemptTimeout = TimeSpan.FromSeconds(10),
        UserDataAttemptTimeout = TimeSpan.FromSeconds(10),
        RetryDelay = TimeSpan.FromMilliseconds(1),
        MaxRetryDelay = TimeSpan.FromMilliseconds(10),
    };

    public static MetadataOptions Brief(MetadataEndpoint endpoint) => Patient(endpoint) with
    {
        Timeout = TimeSpan.FromMilliseconds(700),
        AttemptTimeout = TimeSpan.FromMilliseconds(300),
        UserDataAttemptTimeout = TimeSpan.FromMilliseconds(300),
        MaxRetryDelay = TimeSpan.FromMilliseconds(100),
    };

    public static MetadataClient PatientClient(this LoopbackMetadataServer server) =>
        new(Patient(server.Endpoint), TimeProvider.System);

    public static MetadataClient BriefClient(this LoopbackMetadataServer server) =>
        new(Brief(server.Endpoint), TimeProvider.System);
}
