using System.Runtime.Versioning;

namespace OpenLaunch.Runner.Tests.Security;

/// <summary>Tests on a machine into whose inputs something was planted that nobody may see, or obey.</summary>
[UnsupportedOSPlatform("windows")]
public abstract class PlantedTests : IDisposable
{
    private readonly PlantedMachine? machine = OperatingSystem.IsWindows() ? null : new();

    /// <summary>The agent's own environment, without anything of the test's.</summary>
    private protected static IReadOnlyDictionary<string, string> None { get; } = new Dictionary<string, string>();

    private protected PlantedMachine Machine
    {
        get
        {
            Assert.SkipUnless(OperatingSystem.IsLinux(), "the scripts are for sh, and only Linux shows processes in /proc");
            return machine!;
        }
    }

    public void Dispose()
    {
        machine?.Dispose();
        GC.SuppressFinalize(this);
    }
}
