using System.Runtime.Versioning;

namespace OpenLaunch.Windows.Tests.Contracts;

/// <summary>
/// The Windows that Wine makes with the doubles, seen from within: these tests run inside the published build, which the startup
/// hook has run them in the place of its own program.
/// </summary>
internal static class DoubleWindows
{
    /// <summary>The arguments of the test program, for the startup hook.</summary>
    public const string Variable = "OPENLAUNCH_CONTRACTS";

    private const string Folder = @"C:\double";

    /// <summary>Skips the test unless it runs inside the published build.</summary>
    [SupportedOSPlatformGuard("windows")]
    public static void Demand() => Assert.SkipUnless(
        OperatingSystem.IsWindows() && Environment.GetEnvironmentVariable(Variable) is not null,
        "Runs inside the published build, as a test of the doubles has it.");

    /// <summary>Tells the doubles how the machine is.</summary>
    public static void Tell(string fact, string value) => File.WriteAllText(At(fact), value);

    public static string At(string fact) => Path.Combine(Directory.CreateDirectory(Folder).FullName, fact);

    /// <summary>The calls that the doubles have recorded.</summary>
    public static string[] Calls => File.ReadAllLines(At("calls.log"));

    public static void ForgetCalls() => File.Delete(At("calls.log"));
}
