namespace OpenLaunch.Steps.Routes;

/// <summary>The two places where Windows keeps routes.</summary>
public enum RouteStore
{
    /// <summary>In use now; gone after a restart.</summary>
    Active,

    /// <summary>On disk; Windows makes it active at each start. It travels with an image: so stale routes arise.</summary>
    Persistent,
}
