using System.Reflection;

namespace OpenLaunch.Runner.Composition;

/// <summary>The version of this program.</summary>
internal static class AgentVersion
{
    /// <summary>In the form major.minor.patch.</summary>
    public static string Current { get; } = typeof(AgentVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
