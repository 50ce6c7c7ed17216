using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace OpenLaunch.Core.Binding;

/// <summary>Whether the program can load assemblies and look at types that it does not know: not when it is native.</summary>
internal static class DynamicCode
{
    /// <summary>False where the program was compiled ahead of time, and left what it does not name out.</summary>
    [FeatureSwitchDefinition("OpenLaunch.DynamicCode")]
    [FeatureGuard(typeof(RequiresDynamicCodeAttribute))]
    [FeatureGuard(typeof(RequiresUnreferencedCodeAttribute))]
#pragma warning disable IL4000 // The analyzer cannot see what a native build sets the switch to.
    public static bool IsSupported =>
        AppContext.TryGetSwitch("OpenLaunch.DynamicCode", out var isOn) ? isOn : RuntimeFeature.IsDynamicCodeSupported;
#pragma warning restore IL4000

    /// <summary>A fault of whoever wrote the inputs: a native program cannot read them.</summary>
    public static InvalidOperationException NotKept(Type type) => new(
        $"A native program has left out what reading {type} needs. "
        + $"Mark the property that holds it with [Holds(typeof({type.Name}))].");
}
