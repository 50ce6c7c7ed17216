using System.ComponentModel;

namespace OpenLaunch.Steps.OpenSsh;

/// <summary>The inputs of <see cref="EnableOpenSshStep"/>.</summary>
public sealed record EnableOpenSshInputs
{
    [Description("Whose key may log on as an administrator")]
    public OpenSshKeys Keys { get; init; }
}

/// <summary>The keys that are let in.</summary>
public enum OpenSshKeys
{
    /// <summary>That of the key pair which the instance was launched with.</summary>
    Instance,

    /// <summary>None is added.</summary>
    None,
}
