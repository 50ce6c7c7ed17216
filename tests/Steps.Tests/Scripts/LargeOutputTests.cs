using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using OpenLaunch.Steps.Scripts;

namespace OpenLaunch.Steps.Tests.Scripts;

/// <summary>A real process that writes more than is kept.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class LargeOutputTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("openlaunch-");

    public void Dispose() => folder.Delete(recursive: true);

    // Unbounded, the file stays as large as it is, and the test would wait for ever.
    [Fact(Timeout = 120_000)]
    public async Task A_process_that_writes_much_to_both_outputs_keeps_the_disk_within_the_bound_while_it_runs()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The room on disk is asked of Linux tools.");
        const int Written = 7 * 60_000_000; // whole lines of 7 bytes
        var (output, error, end) = (PathOf("output"), PathOf("errors"), PathOf("end"));
        var script = $"yes output 2>/dev/null | head -c {Written}; (yes errors 2>/dev/null | head -c {Written}) >&2; until [ -e {end} ]; do sleep 0.1; done; "
            + "echo last words";
        var program = new ProcessStart
        {
            Command = new ProcessCommand.Program("/bin/sh", ["-c", script]), OutputPath = output, ErrorPath = error,
        };
        var running = new UnixProcessRunner(folder.FullName, TimeProvider.System).RunAsync(program, TestContext.Current.CancellationToken);

        // The process has written all and still runs: what it may keep is on disk, and little more.
        foreach (var file in new[] { output, error })
            while (!File.Exists(file) || new FileInfo(file).Length < Written || RoomOf(file) > OutputFile.MaxBytes + 1024 * 1024)
                await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.False(running.IsCompleted);
        await File.WriteAllTextAsync(end, "", TestContext.Current.CancellationToken);

        Assert.Equal(0, await running);
        Assert.InRange(new FileInfo(output).Length, OutputFile.MaxBytes - 16 * 1024, OutputFile.MaxBytes);
        var lines = File.ReadLines(output).ToList();
        Assert.Equal("last words", lines[^1]);
        Assert.All(lines.Distinct(), line => Assert.True(line is "output" or "last words" || line.StartsWith('['), line));
        Assert.Equal(["errors"], File.ReadLines(error).Where(line => line[0] != '[').Distinct());
    }

    private string PathOf(string name) => Path.Combine(folder.FullName, name);

    /// <summary>The bytes that a file takes on disk.</summary>
    private static long RoomOf(string file)
    {
        using var stat = Process.Start(new ProcessStartInfo("stat", ["-c", "%b", file]) { RedirectStandardOutput = true })!;
        return 512 * long.Parse(stat.StandardOutput.ReadToEnd(), CultureInfo.InvariantCulture);
    }
}
