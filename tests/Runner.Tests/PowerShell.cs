using System.Diagnostics;

namespace OpenLaunch.Runner.Tests;

/// <summary>PowerShell 7, which <c>dotnet tool restore</c> brings.</summary>
internal static class PowerShell
{
    private static readonly Lazy<bool> IsPresent = new(() => !OperatingSystem.IsWindows() && Answers());

    /// <summary>Skips the test where there is none, unless the run must have it.</summary>
    public static void Demand()
    {
        if (Environment.GetEnvironmentVariable("OPENLAUNCH_REQUIRE_PWSH") is null)
            Assert.SkipUnless(IsPresent.Value, "PowerShell 7 is missing: run 'dotnet tool restore'.");
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<ProcessResult> RunAsync(
        IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments)
    {
        using var process = Start(environment, arguments);
        var token = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(token);
        var error = process.StandardError.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);
        return new ProcessResult(process.ExitCode, await output, await error);
    }

    private static Process Start(IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(
            "dotnet", ["tool", "run", "pwsh", "--", "-NoProfile", "-NonInteractive", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1"; // no packet of a test leaves the machine
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static bool Answers()
    {
        using var process = Start(new Dictionary<string, string>(), ["-Version"]);
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
