using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;

namespace OpenLaunch.Steps.Simulation;

/// <summary>A route. A persistent one is in use too, as it is after each start.</summary>
public sealed class RouteState : IValidatableObject
{
    /// <summary>The destination prefix.</summary>
    public required string Destination { get; set; }

    /// <summary>The next hop.</summary>
    public required string Gateway { get; set; }

    /// <summary>The interface index; null for a persistent route that names none.</summary>
    public int? Interface { get; set; }

    /// <summary>The route metric.</summary>
    public int Metric { get; set; }

    /// <summary>Whether it is in the persistent store.</summary>
    public bool Persistent { get; set; }

    /// <summary>Whether it is in use. Default: true. False: on disk only, until the next start.</summary>
    public bool Active { get; set; } = true;

    internal IPNetwork Prefix => IPNetwork.Parse(Destination);

    internal IPAddress NextHop => IPAddress.Parse(Gateway);

    internal bool IsIpv4 => Prefix.BaseAddress.AddressFamily == AddressFamily.InterNetwork;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IPNetwork.TryParse(Destination, out var prefix))
        {
            yield return new($"'{Destination}' is no destination prefix, such as 169.254.169.254/32", [nameof(Destination)]);
            yield break;
        }

        if (!IPAddress.TryParse(Gateway, out var hop) || hop.AddressFamily != prefix.BaseAddress.AddressFamily)
            yield return new($"'{Gateway}' is no next hop for {prefix}", [nameof(Gateway)]);
        if (!Persistent && !Active)
            yield return new("a route must be persistent or active", [nameof(Active)]);
        if (!Persistent && Interface is null)
            yield return new("a route that is not persistent must name its interface", [nameof(Interface)]);
    }
}
