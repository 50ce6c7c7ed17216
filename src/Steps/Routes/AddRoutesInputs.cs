using System.ComponentModel;
using OpenLaunch.Core.Binding;

namespace OpenLaunch.Steps.Routes;

/// <summary>The inputs of <c>addRoutes</c>.</summary>
public sealed record AddRoutesInputs
{
    // Not by default: a persistent route names the gateway of another subnet once it has travelled with an image. It suits hosts
    // on which container networks make active routes vanish.
    [Description("Whether the routes are kept on disk too, where they travel with an image")]
    public bool Persistent { get; init; }

    [DurationRange("0s", "1h"), Description("How long to wait for an adapter with a default gateway when there is none yet")]
    public TimeSpan WaitForAdapter { get; init; } = TimeSpan.FromMinutes(2);
}
