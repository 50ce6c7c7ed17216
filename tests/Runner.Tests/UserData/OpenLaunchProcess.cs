using System.Diagnostics;
using System.Text;

namespace OpenLaunch.Runner.Tests.UserData;

/// <summary>Runs the openlaunch program that was built beside the tests.</summary>
internal static class OpenLaunchProcess
{
    public static async Task<(int Code, string Output)> RunAsync(byte[] input, params string[] arguments)
    {
        string[] command = [.. AgentProgram.Command, .. arguments];
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(false),
        })!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.BaseStream.WriteAsync(input, TestContext.Current.CancellationToken);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await error;
        return (process.ExitCode, await output);
    }
}
