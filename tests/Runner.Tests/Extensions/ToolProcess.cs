using System.Diagnostics;

namespace OpenLaunch.Runner.Tests.Extensions;

/// <summary>Runs a program to its end and keeps what it wrote.</summary>
internal sealed record ToolProcess(int ExitCode, string Output, string Error)
{
    public static Task<ToolProcess> RunAsync(string program, string folder, params IEnumerable<string> arguments) =>
        RunAsync(program, folder, new Dictionary<string, string>(), arguments);

    /// <summary>
    /// Runs a build or another command that asks for packages: on the machine's own network, and no process of it stays behind.
    /// </summary>
    public static Task<ToolProcess> BuildAsync(
        string folder, IReadOnlyDictionary<string, string> environment, params IEnumerable<string> command)
    {
        var outside = TestNetwork.Outside(command);
        var alone = new Dictionary<string, string>(environment)
        {
            ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["UseSharedCompilation"] = "false",
        };
        return RunAsync(outside[0], folder, alone, outside.Skip(1));
    }

    public static async Task<ToolProcess> RunAsync(
        string program, string folder, IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsForeign).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(process.ExitCode, await output, await error);
    }

    /// <summary>What the test platform tells its own process and a build must not inherit.</summary>
    private static bool IsForeign(string variable) =>
        variable.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)
        || variable is "CI" or "AWS_EC2_METADATA_SERVICE_ENDPOINT";
}
