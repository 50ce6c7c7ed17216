using System.Diagnostics;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Runner.Tests.Cuts;

/// <summary>
/// A simulated machine whose boots set a password and run a script of user data once, with the shim <c>cut.c</c> in the agent:
/// it kills the process, or refuses, at any one call that writes to the state folder.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed partial class CutMachine : IDisposable
{
    private readonly StateFolder folder = new();
    private readonly string shim;

    public CutMachine(string shim)
    {
        this.shim = shim;
        Directory.CreateDirectory(folder.At("bin"));
        // Runs the script with sh: a PowerShell would take a second of its own each time.
        File.WriteAllText(folder.At("bin/pwsh"), "#!/bin/sh\nfor last; do :; done\nexec sh \"$last\"\n");
        File.SetUnixFileMode(folder.At("bin/pwsh"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        // As the administrator it would run only where this very run set the password.
        File.WriteAllText(
            folder.At("user-data"),
            "<powershell>\necho ran >> count\n</powershell>\n<runAsLocalSystem>true</runAsLocalSystem>\n");
    }

    /// <summary>Whether user data has a script. Default: yes.</summary>
    public bool HasScript { get; init; } = true;

    public string State => folder.At("state");

    /// <summary>How often the script came to its end.</summary>
    public int ScriptRuns => File.Exists(folder.At("count")) ? File.ReadAllLines(folder.At("count")).Length : 0;

    /// <summary>Builds the shim.</summary>
    /// <returns>The shim; null where there is no compiler.</returns>
    public static async Task<string?> BuildAsync(string folder)
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/gcc"))
            return null;
        var shim = Path.Combine(folder, "cut.so");
        var source = Repository.File("tests", "Runner.Tests", "Cuts", "cut.c");
        using var compiler = Process.Start("/usr/bin/gcc", ["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", shim, source, "-ldl"]);
        await compiler.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, compiler.ExitCode);
        return shim;
    }

    /// <summary>The calls of an undisturbed boot.</summary>
    public async Task<IReadOnlyList<string>> CallsAsync()
    {
        File.Delete(folder.At("calls"));
        var result = await BootAsync(new() { ["CUT_LOG"] = folder.At("calls") });
        Assert.True(result.ExitCode == 0, result.ToString());
        return await File.ReadAllLinesAsync(folder.At("calls"), TestContext.Current.CancellationToken);
    }

    public Task<ProcessResult> BootAsync(int at = 0, string mode = "") =>
        BootAsync(new() { ["CUT_AT"] = $"{at}", ["CUT_MODE"] = mode });

    /// <summary>Kills a boot after a time.</summary>
    public async Task KillAsync(TimeSpan after)
    {
        using var process = Start([]);
        _ = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEndAsync();
        await Task.Delay(after, TimeProvider.System, TestContext.Current.CancellationToken);
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Whether the journal's last run has no end.</summary>
    public bool IsUnderWay
    {
        get
        {
            const string end = "\"kind\":\"end\"";
            var journal = Path.Combine(State, "journal.ndjson");
            return File.Exists(journal)
                && !File.ReadAllLines(journal).LastOrDefault(end).Contains(end, StringComparison.Ordinal);
        }
    }

    /// <summary>The machine without what differs by nature: the random password, and how often it was started.</summary>
    public string Comparable() => Different().Replace(File.ReadAllText(Path.Combine(State, "machine.yml")), "");

    /// <summary>What is not as it must be after a boot that nothing disturbed; empty when all is well.</summary>
    public IEnumerable<string> Faults(ProcessResult last, string expectedMachine)
    {
        if (last.ExitCode != 0)
            yield return $"the last boot ended with {last.ExitCode}: {last.Error}{last.Output}";
        // A script that ran twice is noted twice.
        var (machine, was) = (Comparable().Split('\n').Distinct(), expectedMachine.Split('\n').Distinct());
        if (!machine.SequenceEqual(was))
            yield return $"the machine is not that of an undisturbed boot: {string.Join(" | ", machine.Except(was).Concat(was.Except(machine)))}";
        if (ScriptRuns is 0 or > 2)
            yield return $"the script ran {ScriptRuns} times";
        if (!IsPasswordOnConsole())
            yield return "the password on the console is not that of the machine";
        foreach (var left in Directory.EnumerateFiles(State, "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".new", StringComparison.Ordinal) || file.Contains("UserScript", StringComparison.Ordinal)))
            yield return $"{left} is left";
    }

    /// <summary>Of the password that was set; null while none is.</summary>
    public string? PasswordHash =>
        MachineFile.Read(Path.Combine(State, "machine.yml")).Accounts.Find(account => account.PasswordHash is not null)?.PasswordHash;

    public void Dispose() => folder.Dispose();

    private bool IsPasswordOnConsole()
    {
        using var key = RSA.Create();
        key.ImportFromPem(File.ReadAllText(Path.Combine(State, "key-pair.pem")));
        if (Password().Matches(folder.ConsoleText).LastOrDefault() is not { Groups: var groups })
            return false;
        var block = groups[1].Value;
        var password = Encoding.UTF8.GetString(key.Decrypt(Convert.FromBase64String(block), RSAEncryptionPadding.Pkcs1));
        return SimulatedPassword.Matches(PasswordHash!, password);
    }

    private async Task<ProcessResult> BootAsync(Dictionary<string, string> environment)
    {
        using var process = Start(environment);
        var token = TestContext.Current.CancellationToken;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(token), process.StandardError.ReadToEndAsync(token));
        await process.WaitForExitAsync(token);
        return new ProcessResult(process.ExitCode, await output, await error);
    }

    private Process Start(Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(AgentProgram.Command[0], [
            .. AgentProgram.Command.Skip(1), "run", "--simulate", "--execute-scripts", "--json",
            .. HasScript ? ["--user-data", folder.At("user-data")] : Array.Empty<string>(), "--state", State, "--console", folder.At("console.log"),
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.Path,
        };
        start.Environment.Remove("AWS_EC2_METADATA_SERVICE_ENDPOINT");
        start.Environment["PATH"] = $"{folder.At("bin")}:{start.Environment["PATH"]}";
        (start.Environment["LD_PRELOAD"], start.Environment["CUT_FOLDER"]) = (shim, State);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    [GeneratedRegex("passwordHash: \"[^\"]*\"|bootId: [0-9]+\n|requests: [0-9]+|\\btime: \"[^\"]*\"")]
    private static partial Regex Different();

    [GeneratedRegex("<Password>\r\n([^\r]+)\r\n")]
    private static partial Regex Password();
}
