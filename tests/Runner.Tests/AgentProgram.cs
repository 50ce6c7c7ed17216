namespace OpenLaunch.Runner.Tests;

/// <summary>The program that tests start: what was built beside them, or the one that OPENLAUNCH_PROGRAM names, a native one say.</summary>
internal static class AgentProgram
{
    /// <summary>The program that was built beside the tests.</summary>
    public static IReadOnlyList<string> Built { get; } = ["dotnet", Path.Combine(AppContext.BaseDirectory, "openlaunch.dll")];

    /// <summary>The words that start it, before its arguments.</summary>
    public static IReadOnlyList<string> Command { get; } =
        Environment.GetEnvironmentVariable("OPENLAUNCH_PROGRAM") is { Length: > 0 } program ? [Path.GetFullPath(program)] : Built;

    /// <summary>The same for a command line of sh, or of PowerShell after <c>&amp;</c>.</summary>
    public static string Quoted => string.Join(' ', Command.Select(word => $"'{word}'"));
}
