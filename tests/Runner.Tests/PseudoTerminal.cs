using System.Diagnostics;
using System.Text.RegularExpressions;

namespace OpenLaunch.Runner.Tests;

/// <summary>The program on a pseudoterminal of 80 columns and 24 rows; util-linux has it everywhere.</summary>
internal static partial class PseudoTerminal
{
    /// <returns>The exit code, and what was printed, without the sequences that colour it or move about.</returns>
    public static async Task<(int Code, string Screen)> TypeAsync(string locale, IEnumerable<string> arguments)
    {
        var (code, output) = await TypeRawAsync(locale, arguments, "NO_COLOR");
        return (code, Sequences().Replace(output, "").ReplaceLineEndings("\n").TrimEnd());
    }

    /// <returns>The exit code, and all that was printed.</returns>
    public static async Task<(int Code, string Output)> TypeRawAsync(
        string locale, IEnumerable<string> arguments, params string[] set)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A pseudoterminal is made by 'script'.");
        var line = $"stty cols 80 rows 24; {AgentProgram.Quoted} {string.Join(' ', arguments)}";
        var start = new ProcessStartInfo("script", ["-qec", line, "/dev/null"])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        start.Environment.Remove("NO_COLOR");
        foreach (var (name, value) in set.Select(name => (name, "1")).Append(("LC_ALL", locale)).Append(("TERM", "xterm")))
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output);
    }

    [GeneratedRegex(@"\x1b\[[0-9;?]*[A-Za-z]|\r(?!\n)")]
    private static partial Regex Sequences();
}
