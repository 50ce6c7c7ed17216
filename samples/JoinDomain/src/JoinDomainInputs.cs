using System.ComponentModel.DataAnnotations;
using OpenLaunch.Core.Engine;

namespace Contoso.JoinDomain;

/// <summary>The domain and who may join it.</summary>
public sealed record JoinDomainInputs
{
    /// <summary>The domain's DNS name.</summary>
    [Required, RegularExpression(@"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")]
    public string Domain { get; init; } = "";

    /// <summary>The organizational unit of the computer account, e.g. OU=Web,DC=corp,DC=example,DC=com; null for the default.</summary>
    public string? OrganizationalUnit { get; init; }

    /// <summary>The account that joins, e.g. CORP\joiner.</summary>
    [Required]
    public string UserName { get; init; } = "";

    /// <summary>The account's password.</summary>
    [Required]
    public SecretText Password { get; init; } = new("");

    /// <summary>The name that the computer gets on the way; null to keep its own.</summary>
    [StringLength(15)]
    public string? ComputerName { get; init; }
}
