namespace OpenLaunch.Steps.HostName;

/// <summary>The ways to make a name without writing it down.</summary>
public enum HostNameFormat
{
    /// <summary>As EC2Launch v1: <c>IP-0A00B102</c> for 10.0.177.2.</summary>
    V1,

    /// <summary>As EC2Launch v2: <c>ip-0a00b102</c> for 10.0.177.2, leading zeros kept.</summary>
    V2,

    /// <summary>The value of the instance's tag <c>Name</c>; tags must be allowed in instance metadata.</summary>
    NameTag,
}
