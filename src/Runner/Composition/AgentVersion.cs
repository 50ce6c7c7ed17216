using System.Reflection;

namespace OpenLaunch.Runner.Composition;

/// <summary>The version of this program.</summary>
internal static class AgentVersion
{
    /// <summary>With the commit that it was built from, where the build told it: <c>1.2.3+0123abc</c>.</summary>
    public static string Whole { get; } = typeof(AgentVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>In the form major.minor.patch.</summary>
    public static string Current { get; } = Whole.Split('+')[0];
}
