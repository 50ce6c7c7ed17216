using System.Diagnostics;

namespace OpenLaunch.Runner.Tests;

/// <summary>Runs the real program as a process of its own.</summary>
internal static class OpenLaunchProcess
{
    /// <summary>Runs to the end.</summary>
    public static Task<ProcessResult> RunAsync(params string[] arguments) => RunInAsync(Path.GetTempPath(), arguments);

    /// <summary>Runs to the end, in a folder that counts: there PowerShell is found, for one.</summary>
    public static Task<ProcessResult> RunInAsync(string folder, params string[] arguments) => EndAsync(StartIn(folder, arguments));

    /// <summary>Runs to the end with these bytes as its input.</summary>
    public static async Task<ProcessResult> RunWithInputAsync(byte[] input, params string[] arguments)
    {
        var process = StartIn(Path.GetTempPath(), arguments);
        var end = EndAsync(process);
        await process.StandardInput.BaseStream.WriteAsync(input, TestContext.Current.CancellationToken);
        process.StandardInput.Close();
        return await end;
    }

    /// <summary>Runs to the end as a process that the permissions of files hold for, which root's own may ignore.</summary>
    public static Task<ProcessResult> RunAsOrdinaryAsync(params string[] arguments) =>
        EndAsync(StartBelow(["setpriv", "--bounding-set=-all", "--inh-caps=-all"], Path.GetTempPath(), arguments));

    /// <summary>Runs another program of ours to the end.</summary>
    public static Task<ProcessResult> RunProgramInAsync(string folder, string program, params string[] arguments) =>
        EndAsync(StartProgram([], folder, [program], arguments));

    private static async Task<ProcessResult> EndAsync(Process started)
    {
        using var process = started;
        var token = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(token);
        var error = process.StandardError.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);
        return new ProcessResult(process.ExitCode, await output, await error);
    }

    /// <summary>Starts; the caller ends it.</summary>
    public static Process Start(params string[] arguments) => StartIn(Path.GetTempPath(), arguments);

    /// <summary>Starts in a folder that counts; the caller ends it.</summary>
    public static Process StartIn(string folder, string[] arguments) => StartBelow([], folder, arguments);

    private static Process StartBelow(string[] outer, string folder, string[] arguments) =>
        StartProgram(outer, folder, AgentProgram.Command, arguments);

    private static Process StartProgram(string[] outer, string folder, IReadOnlyList<string> program, string[] arguments)
    {
        // The agent on a machine that is not simulated asks EC2's addresses.
        if (arguments is ["run" or "run-step" or "repair" or "doctor" or "watch" or "wallpaper", ..]
            && !arguments.Any(argument => argument.StartsWith("--simulate", StringComparison.Ordinal)))
        {
            TestNetwork.Demand();
        }

        // A shell that starts the tests in the background ignores INT and QUIT, and whatever they start inherits that.
        string[] signals = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT,QUIT"] : [];
        string[] command = [.. outer, .. signals, .. program, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder,
        };
        // What the surroundings say of metadata must not reach a test.
        start.Environment.Remove("AWS_EC2_METADATA_SERVICE_ENDPOINT");
        start.Environment.Remove("AWS_EC2_METADATA_DISABLED");
        return Process.Start(start)!;
    }
}

/// <summary>What a process came to.</summary>
internal sealed record ProcessResult(int ExitCode, string Output, string Error);
