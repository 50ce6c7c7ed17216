using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace OpenLaunch.Steps.WinRm;

/// <summary>The inputs of <see cref="ConfigureWinRmStep"/>.</summary>
public sealed record ConfigureWinRmInputs
{
    [Description("Whether the listener is to be; absent takes away what this step made")]
    public WinRmPresence Ensure { get; init; }

    [Range(1, 65535), Description("The port of the listener")]
    public int Port { get; init; } = 5986;

    [Description("Whether clients may log on with a user name and password in base64")]
    public bool Basic { get; init; }

    [Description("Through which networks the firewall lets clients in")]
    public WinRmFirewall Firewall { get; init; }
}

/// <summary>Whether the listener is to be.</summary>
public enum WinRmPresence
{
    /// <summary>It is made and kept right.</summary>
    Present,

    /// <summary>What the step made is taken away.</summary>
    Absent,
}

/// <summary>Networks that the firewall lets in.</summary>
public enum WinRmFirewall
{
    /// <summary>All; the security group of the instance decides.</summary>
    Any,

    /// <summary>Those that Windows takes for a domain's or for private.</summary>
    DomainPrivate,

    /// <summary>No rule is made, and that of this step is taken away.</summary>
    None,
}
