using System.Runtime.Versioning;
using OpenLaunch.Windows.Tests.Wine;

namespace OpenLaunch.Windows.Tests.RealWindows;

/// <summary>Tests that alter the Windows they run on, for a machine that is thrown away afterwards.</summary>
internal static class RealWindows
{
    private const string Variable = "OPENLAUNCH_REAL_WINDOWS";

    /// <summary>Skips the test unless this is Windows and somebody said that it may be altered.</summary>
    [SupportedOSPlatformGuard("windows")]
    public static void Demand() => Assert.SkipUnless(
        OperatingSystem.IsWindows() && Environment.GetEnvironmentVariable(Variable) == "1",
        $"Alters the machine: only on Windows, as administrator, with {Variable}=1.");

    /// <summary>Runs a program of Windows, which must succeed.</summary>
    public static async Task<string> RunAsync(string program, params IEnumerable<string> arguments)
    {
        using var process = new RunningProcess(program, arguments);
        var result = await process.EndAsync();
        Assert.True(result.ExitCode == 0, $"{program}: {result}");
        return result.Output;
    }
}
