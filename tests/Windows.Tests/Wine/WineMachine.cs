using OpenLaunch.Windows.Tests.Doubles;
using OpenLaunch.Windows.Tests.Wine;

[assembly: AssemblyFixture(typeof(WineMachine))]

namespace OpenLaunch.Windows.Tests.Wine;

/// <summary>
/// A Windows of its own under Wine, with the published build beside it. Made when the first test asks for it, shared by all,
/// removed at the end. It is one machine: tests that use it run one after another, in <see cref="Collection"/>.
/// </summary>
public sealed class WineMachine : IAsyncDisposable
{
    public const string Collection = "the machine under Wine";

    /// <summary>Where Windows says which version it is.</summary>
    public const string CurrentVersion = @"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion";

    /// <summary>The value there that Windows has since version 10.</summary>
    public const string MajorVersion = "CurrentMajorVersionNumber";

    private const string SetupKey = @"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Setup\State";

    private static readonly string[] Programs = ["wine", "wineboot", "wineserver"];

    private readonly string root = Directory.CreateTempSubdirectory("openlaunch-wine-").FullName;
    private readonly Lazy<Task<string>> build;
    private readonly Lazy<Task<string>> host = new(PublishedBuild.PublishHostAsync);
    private readonly Lazy<Task<DeliveredPackages>> packages;
    private RunningProcess? session;
    private bool isMade;

    public WineMachine() => (build, packages) = (new(MakeAsync), new(() => DeliveredPackages.MakeAsync(this)));

    /// <summary>The Windows drive C.</summary>
    public string DriveC => Path.Combine(Prefix, "drive_c");

    private string Prefix => Path.Combine(root, "prefix");

    private Dictionary<string, string> Environment => new()
    {
        ["WINEARCH"] = "win64",
        ["WINEDEBUG"] = "-all",
        ["WINEPREFIX"] = Prefix,
        // A machine that runs on EC2 itself must not change what these tests see.
        ["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = "",
        ["NO_COLOR"] = "1",
        // No packet of a test leaves the machine.
        ["POWERSHELL_TELEMETRY_OPTOUT"] = "1",
    };

    /// <summary>The path of a Linux file as Windows sees it.</summary>
    public static string WindowsPath(string path) => "Z:" + path.Replace('/', '\\');

    /// <summary>Makes the machine, or skips the test where there is no Wine, unless the run must have it.</summary>
    public async Task DemandAsync()
    {
        var folders = (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var missing = Programs.Append("socat").Where(program => !folders.Any(f => File.Exists(Path.Combine(f, program)))).ToList();
        var reason = $"Not installed: {string.Join(", ", missing)} (Debian packages wine, wine64, socat).";
        if (missing.Count > 0 && System.Environment.GetEnvironmentVariable("OPENLAUNCH_REQUIRE_WINE") == "1")
            Assert.Fail(reason);
        Assert.SkipWhen(missing.Count > 0, reason);
        TestNetwork.Demand();
        await build.Value;
    }

    /// <summary>The folder of the published build.</summary>
    public Task<string> BuildAsync() => build.Value;

    /// <summary>The packages of the published build, made when the first test asks for them.</summary>
    public Task<DeliveredPackages> PackagesAsync() => packages.Value;

    /// <summary>Where Wine keeps a scheduled task of the root folder.</summary>
    public string TaskFile(string name) => Path.Combine(DriveC, "windows", "system32", "tasks", name);

    /// <summary>A fresh folder of a test, on the machine's drive Z.</summary>
    public string NewFolder() => Directory.CreateDirectory(Path.Combine(root, Path.GetRandomFileName())).FullName;

    /// <summary>Starts the published <c>openlaunch.exe</c>.</summary>
    public async Task<RunningProcess> StartAsync(params IEnumerable<string> arguments) =>
        StartProgram([await ProgramAsync(), .. arguments]);

    /// <summary>Starts a program with libraries of a test in the place of Wine's.</summary>
    internal RunningProcess StartWith(WindowsDouble? doubles, params IEnumerable<string> command) =>
        StartBelow(["env"], doubles, command);

    /// <summary>Starts a program so below a command of Linux, which ends in the program's own command line.</summary>
    internal RunningProcess StartBelow(
        IReadOnlyList<string> outer, WindowsDouble? doubles, params IEnumerable<string> command) => new(
        outer[0], [.. outer.Skip(1), "wine", .. command], Environment.Concat(doubles?.Variables ?? []).ToDictionary());

    /// <summary>Starts it and has Wine write what its debug channels see to the error output.</summary>
    public async Task<RunningProcess> StartTracedAsync(string channels, params IEnumerable<string> arguments) => new(
        "wine", [await ProgramAsync(), .. arguments],
        new Dictionary<string, string>(Environment) { ["WINEDEBUG"] = $"-all,{channels}" });

    /// <summary>The published <c>openlaunch.exe</c>.</summary>
    public async Task<string> ProgramAsync() => Path.Combine(await build.Value, "openlaunch.exe");

    /// <summary>The same for a test with these doubles: .NET's startup hook brings some in, and a native program has none.</summary>
    internal async Task<string> ProgramAsync(WindowsDouble? doubles) => doubles is { IsHooked: true }
        ? Path.Combine(await host.Value, "openlaunch.exe")
        : await ProgramAsync();

    /// <summary>Runs the published <c>openlaunch.exe</c> to its end.</summary>
    public async Task<ProcessResult> OpenLaunchAsync(params IEnumerable<string> arguments)
    {
        using var process = await StartAsync(arguments);
        return await process.EndAsync();
    }

    /// <summary>Runs a program of the machine to its end.</summary>
    public async Task<ProcessResult> RunAsync(params IEnumerable<string> command)
    {
        using var process = StartProgram(command);
        return await process.EndAsync();
    }

    /// <summary>Runs commands in a PowerShell of Linux, in which <c>wine</c> starts programs of the machine.</summary>
    public async Task<ProcessResult> PowerShellAsync(string commands, IReadOnlyDictionary<string, string> variables)
    {
        using var process = new RunningProcess(
            "dotnet", ["tool", "run", "pwsh", "--", "-NoProfile", "-NonInteractive", "-Command", commands],
            Environment.Concat(variables).ToDictionary(), folder: Repository.Root);
        var result = await process.EndAsync();
        Assert.SkipWhen(
            result.Errors.Contains("dotnet tool restore", StringComparison.Ordinal)
            && System.Environment.GetEnvironmentVariable("OPENLAUNCH_REQUIRE_PWSH") is null,
            "PowerShell 7 is missing: run 'dotnet tool restore'.");
        return result;
    }

    /// <summary>Starts a program of the machine.</summary>
    public RunningProcess StartProgram(IEnumerable<string> command) => new("wine", command, Environment);

    /// <summary>Runs a program of the machine to its end, which must be a good one.</summary>
    public async Task DoneAsync(params IEnumerable<string> command)
    {
        var result = await RunAsync(command);
        Assert.True(result.ExitCode == 0, result.ToString());
    }

    /// <summary>Reads a registry value as <c>reg query</c> prints it, or null when there is none.</summary>
    public async Task<string?> RegistryAsync(string key, string name)
    {
        var result = await RunAsync("reg", "query", key, "/v", name);
        var line = result.Output.Split('\n').FirstOrDefault(l => l.Trim().StartsWith(name, StringComparison.OrdinalIgnoreCase));
        return line?.Trim().Split("    ", 3)[^1].Trim();
    }

    /// <summary>Writes a registry text.</summary>
    public Task SetRegistryAsync(string key, string name, string value) =>
        DoneAsync("reg", "add", key, "/v", name, "/d", value, "/f");

    /// <summary>Writes a registry number.</summary>
    public Task SetRegistryAsync(string key, string name, int value) =>
        DoneAsync(
            "reg", "add", key, "/v", name, "/t", "REG_DWORD",
            "/d", value.ToString(System.Globalization.CultureInfo.InvariantCulture), "/f");

    /// <summary>Sets how far Windows Setup is.</summary>
    public Task SetImageStateAsync(string state) => SetRegistryAsync(SetupKey, "ImageState", state);

    /// <summary>Restarts Windows, and with it the services that start by themselves.</summary>
    public async Task RestartAsync()
    {
        await ShutDownAsync();
        await OpenSessionAsync();
    }

    /// <summary>Puts a device of Linux behind a serial port.</summary>
    public async Task ConnectPortAsync(string port, string device)
    {
        await SetRegistryAsync(@"HKLM\Software\Wine\Ports", port, device);
        var link = Path.Combine(Prefix, "dosdevices", port.ToLowerInvariant());
        File.Delete(link);
        File.CreateSymbolicLink(link, device);
    }

    public async ValueTask DisposeAsync()
    {
        if (isMade)
            await ShutDownAsync();
        Directory.Delete(root, recursive: true);
    }

    private async Task ShutDownAsync()
    {
        session?.Dispose();
        using var kill = new RunningProcess("wineserver", ["-k"], Environment);
        await kill.EndAsync();
        using var wait = new RunningProcess("wineserver", ["-w"], Environment);
        await wait.EndAsync();
    }

    private async Task<string> MakeAsync()
    {
        isMade = true;
        var publishing = PublishedBuild.PublishAsync();
        Directory.CreateDirectory(Prefix);
        using (var boot = new RunningProcess("wineboot", ["-i"], Environment))
            await boot.EndAsync();
        // In the session that makes the machine the task scheduler does not start for a while.
        using (var ended = new RunningProcess("wineserver", ["-w"], Environment))
            await ended.EndAsync();
        await OpenSessionAsync();
        await SetRegistryAsync(@"HKCU\Software\Wine", "Version", "win10");
        await SetRegistryAsync(CurrentVersion, MajorVersion, 10); // which Wine leaves out
        await SetImageStateAsync("IMAGE_STATE_COMPLETE");
        // Wine has no typeface for GDI+ of its own.
        await SetRegistryAsync(@"HKCU\Software\Wine\Fonts\Replacements", "Segoe UI", "DejaVu Sans");
        return await publishing;
    }

    /// <summary>
    /// Starts a process that stays: without one, Wine ends its services after each command and starts them again for the next.
    /// </summary>
    private async Task OpenSessionAsync()
    {
        var sign = Path.Combine(root, "session");
        File.Delete(sign);
        session = new RunningProcess("wine", ["cmd", "/k", $"echo open > {WindowsPath(sign)}"], Environment, keepInputOpen: true);
        while (!File.Exists(sign))
        {
            Assert.False(session.HasExited, "Wine has not started.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
