using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using OpenLaunch.Core.Engine;

namespace Contoso.JoinDomain;

/// <summary>The domain and who may join it.</summary>
public sealed record JoinDomainInputs
{
    /// <summary>The domain's DNS name.</summary>
    [Required, RegularExpression(@"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+"), Description("The domain's DNS name")]
    public string Domain { get; init; } = "";

    /// <summary>The organizational unit of the computer account, e.g. OU=Web,DC=corp,DC=example,DC=com; null for the default.</summary>
    [Description("The organizational unit of the computer account, e.g. OU=Web,DC=corp,DC=example,DC=com")]
    public string? OrganizationalUnit { get; init; }

    /// <summary>The account that joins, e.g. CORP\joiner.</summary>
    [Required, Description("The account that joins, e.g. CORP\\joiner")]
    public string UserName { get; init; } = "";

    /// <summary>The account's password.</summary>
    [Required, Description("The account's password")]
    public SecretText Password { get; init; } = new("");

    /// <summary>The name that the computer gets on the way; null to keep its own.</summary>
    [StringLength(15), Description("The name that the computer gets on the way; left out, it keeps its own")]
    public string? ComputerName { get; init; }
}
