using System.ComponentModel;
using OpenLaunch.Core.Binding;

namespace OpenLaunch.Steps.Activation;

/// <summary>The inputs of <c>activateWindows</c>; those of EC2Launch v2's task.</summary>
public sealed record ActivateWindowsInputs
{
    [Description("How Windows is activated")]
    [Holds(typeof(ActivationSettings))]
    public ActivationSettings Activation { get; init; } = new();
}

/// <summary>How Windows is activated.</summary>
public sealed record ActivationSettings
{
    [Description("Through whom Windows is activated")]
    public ActivationType Type { get; init; } = ActivationType.Amazon;
}

/// <summary>The ways to activate Windows.</summary>
public enum ActivationType
{
    /// <summary>Through the key management service of EC2.</summary>
    Amazon,
}
