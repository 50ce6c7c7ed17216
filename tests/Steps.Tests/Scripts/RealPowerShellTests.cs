using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using OpenLaunch.Steps.Scripts;

namespace OpenLaunch.Steps.Tests.Scripts;

/// <summary>Scripts in a real PowerShell 7, which <c>dotnet tool restore</c> brings.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class RealPowerShellTests : IDisposable
{
    private static readonly Lazy<bool> IsPresent = new(() => !OperatingSystem.IsWindows() && Answers());

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("openlaunch-");

    public RealPowerShellTests()
    {
        if (Environment.GetEnvironmentVariable("OPENLAUNCH_REQUIRE_PWSH") is null)
            Assert.SkipUnless(IsPresent.Value, "PowerShell 7 is missing: run 'dotnet tool restore'.");
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("Get-Date", 0)]
    [InlineData("exit 5", 5)]
    [InlineData("throw 'no'", 1)]
    [InlineData("exit 3010", 3010)]
    [InlineData("exit 1641", 1641)]
    [InlineData("/bin/sh -c 'exit 9'; 'done'", 0)]
    public async Task Gives_the_exit_code_that_the_script_means(string script, int code) =>
        Assert.Equal(code, await RunAsync(script, Cancellation));

    [Fact]
    public async Task Passes_Japanese_text_and_emoji_intact()
    {
        await RunAsync("Write-Output '日本語 🚀'; [Console]::Error.WriteLine('エラー ü')", Cancellation);
        Assert.Equal("日本語 🚀", File.ReadAllText(OutputPath).Trim());
        Assert.Equal("エラー ü", File.ReadAllText(ErrorPath).Trim());
    }

    [Fact]
    public async Task Takes_megabytes_on_both_outputs_at_once()
    {
        const string script = """
            $line = 'x' * 65535
            foreach ($i in 1..64) { [Console]::Out.WriteLine($line); [Console]::Error.WriteLine($line) }
            """;
        Assert.Equal(0, await RunAsync(script, Cancellation));
        Assert.Equal(4 << 20, new FileInfo(OutputPath).Length);
        Assert.Equal(4 << 20, new FileInfo(ErrorPath).Length);
    }

    [Fact]
    public async Task Takes_the_users_arguments_in_place_of_the_default_ones()
    {
        await RunAsync("[Environment]::CommandLine", Cancellation, arguments: "-NoProfile -WorkingDirectory \"/tmp\"");
        Assert.DoesNotContain("-NonInteractive", File.ReadAllText(OutputPath), StringComparison.Ordinal);
        Assert.Contains("-WorkingDirectory /tmp", File.ReadAllText(OutputPath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_the_script_the_end_of_its_input_at_once() =>
        Assert.Equal(0, await RunAsync("[Console]::In.ReadToEnd()", Cancellation));

    [Fact]
    public async Task Removes_the_script_afterwards()
    {
        await RunAsync("$PSCommandPath", Cancellation);
        Assert.StartsWith(WorkFolder, File.ReadAllText(OutputPath), StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(WorkFolder));
    }

    [Fact]
    public async Task Ends_the_whole_tree_on_cancellation_even_a_grandchild_without_parent()
    {
        var marks = Path.Combine(folder.FullName, "pids");
        // The inner shell ends at once, so its sleep belongs to no tree; the second sleep is waited for.
        var script = $"/bin/sh -c '(sleep 300 & echo $! > {marks}.1)'; /bin/sh -c 'echo $$ > {marks}.2; sleep 300; echo no'";
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var running = RunAsync(script, cancellation.Token);
        await UntilAsync(() => Lives($"{marks}.1") && Lives($"{marks}.2"));
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await UntilAsync(() => !Lives($"{marks}.1") && !Lives($"{marks}.2"));
        Assert.Empty(Directory.GetDirectories(WorkFolder));
    }

    [Fact]
    public async Task Lets_a_detached_script_go_on()
    {
        var mark = Path.Combine(folder.FullName, "mark");
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var running = RunAsync(
            $"while (-not (Test-Path {mark}.go)) {{ Start-Sleep -Milliseconds 50; 'x' > {mark}.on }}; 'x' > {mark}.end; exit 6",
            cancellation.Token, detach: true);
        await UntilAsync(() => File.Exists($"{mark}.on"));
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await File.WriteAllTextAsync($"{mark}.go", "", Cancellation);
        await UntilAsync(() => File.Exists($"{mark}.end"));
        await UntilAsync(() => File.Exists(ResultPath));
        Assert.Equal("6", (await File.ReadAllTextAsync(ResultPath, Cancellation)).Trim());
    }

    [Fact]
    public async Task Refuses_a_batch_script_in_clear_words()
    {
        var script = new ProcessStart
        {
            Command = new ProcessCommand.Script(ScriptLanguage.Batch, "echo"), OutputPath = OutputPath, ErrorPath = ErrorPath,
        };
        var error = await Assert.ThrowsAsync<ScriptStartException>(
            () => new UnixProcessRunner(WorkFolder, TimeProvider.System).RunAsync(script, Cancellation));
        Assert.Contains("cmd.exe", error.Message, StringComparison.Ordinal);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string WorkFolder => Path.Combine(folder.FullName, "work");

    private string OutputPath => Path.Combine(folder.FullName, "x-output.log");

    private string ResultPath => Path.Combine(folder.FullName, "x-result.txt");

    private string ErrorPath => Path.Combine(folder.FullName, "errors.log");

    private Task<int> RunAsync(string content, CancellationToken token, string? arguments = null, bool detach = false) =>
        new UnixProcessRunner(WorkFolder, TimeProvider.System).RunAsync(
            new ProcessStart
            {
                Command = new ProcessCommand.Script(ScriptLanguage.PowerShell, content, arguments),
                Detach = detach,
                OutputPath = OutputPath,
                ErrorPath = ErrorPath,
            },
            token);

    /// <summary>Whether the process whose id a file holds runs.</summary>
    private static bool Lives(string pidFile)
    {
        if (!File.Exists(pidFile) || !int.TryParse(File.ReadAllText(pidFile), CultureInfo.InvariantCulture, out var id))
            return false;
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        while (!holds())
            await Task.Delay(20, Cancellation);
    }

    private static bool Answers()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["tool", "run", "pwsh", "--", "-Version"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
