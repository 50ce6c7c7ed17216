using System.ComponentModel;
using OpenLaunch.Core.Binding;

namespace OpenLaunch.Steps.Routes;

/// <summary>The inputs of <c>addRoutes</c>.</summary>
public sealed record AddRoutesInputs
{
    /// <summary>
    /// Whether the routes are kept on disk too. Default: false, because a persistent route travels with an image and then
    /// names the gateway of another subnet. True suits hosts on which container networks make active routes vanish.
    /// </summary>
    [Description("Whether the routes are kept on disk too, where they travel with an image")]
    public bool Persistent { get; init; }

    /// <summary>
    /// How long to wait for an adapter with a default gateway when there is none yet. Default: 2 minutes; at most 1 hour.
    /// </summary>
    [DurationRange("0s", "1h"), Description("How long to wait for an adapter with a default gateway when there is none yet")]
    public TimeSpan WaitForAdapter { get; init; } = TimeSpan.FromMinutes(2);
}
