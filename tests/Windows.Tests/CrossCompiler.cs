using System.Diagnostics;
using OpenLaunch.Windows.Tests.Wine;

namespace OpenLaunch.Windows.Tests;

/// <summary>The C compiler with the Windows headers of mingw-w64, which checks the syntax and assertions of a text, or makes a program.</summary>
internal static class CrossCompiler
{
    private const string Prelude = """
        #define WIN32_LEAN_AND_MEAN
        #define _WIN32_WINNT 0x0A00
        #define NTDDI_VERSION 0x0A000005
        #define INITGUID
        #include <winsock2.h>
        #include <ws2tcpip.h>
        #include <windows.h>
        #include <stddef.h>

        """;

    /// <summary>Skips the test where there is no compiler, unless the run must have one.</summary>
    public static void Demand()
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "x86_64-w64-mingw32-gcc")));
        if (!found && Environment.GetEnvironmentVariable("OPENLAUNCH_REQUIRE_WINE") == "1")
            Assert.Fail("x86_64-w64-mingw32-gcc is missing; install the package gcc-mingw-w64-x86-64.");
        Assert.SkipUnless(found, "x86_64-w64-mingw32-gcc is not installed (package gcc-mingw-w64-x86-64).");
    }

    /// <returns>What the compiler finds wrong; empty when all assertions hold.</returns>
    public static async Task<string> CheckAsync(IEnumerable<string> headers, string assertions)
    {
        var (code, _, errors) = await RunAsync("-fsyntax-only", headers, assertions);
        return code == 0 ? "" : errors;
    }

    /// <returns>The text with all headers and macros expanded.</returns>
    public static async Task<string> ExpandAsync(IEnumerable<string> headers)
    {
        var (code, output, errors) = await RunAsync("-E", headers, "");
        Assert.True(code == 0, errors);
        return output;
    }

    /// <summary>Makes a program of Windows.</summary>
    public static async Task BuildAsync(string text, string program)
    {
        var (code, _, errors) = await RunAsync(["-o", program], [], text);
        Assert.True(code == 0, errors);
    }

    /// <summary>Makes a library of Windows of a source file.</summary>
    /// <param name="source">The source.</param>
    /// <param name="library">Where the library goes.</param>
    /// <param name="others">A file that names more functions of the library, each with the one of another library behind it.</param>
    public static Task BuildLibraryAsync(string source, string library, params IEnumerable<string> others) => ToolAsync(
        "gcc",
        ["-std=gnu11", "-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-o", library, source, .. others, "-lole32", "-loleaut32", "-luuid"]);

    /// <summary>The functions that a library offers.</summary>
    public static async Task<IReadOnlyList<string>> ExportsAsync(string library)
    {
        var tables = await ToolAsync("objdump", "-p", library);
        return [.. tables.Split("[Ordinal/Name Pointer] Table")[1].Split('\n').Skip(1).TakeWhile(line => line.Trim().Length > 0)
            .Select(line => line.Split(' ')[^1].Trim())];
    }

    private static async Task<string> ToolAsync(string tool, params IEnumerable<string> arguments)
    {
        using var process = new RunningProcess($"x86_64-w64-mingw32-{tool}", arguments);
        var result = await process.EndAsync();
        Assert.True(result.ExitCode == 0, result.ToString());
        return result.Output;
    }

    private static Task<(int Code, string Output, string Errors)> RunAsync(
        string mode, IEnumerable<string> headers, string text) => RunAsync([mode], headers, text);

    private static async Task<(int Code, string Output, string Errors)> RunAsync(
        IEnumerable<string> mode, IEnumerable<string> headers, string text)
    {
        var start = new ProcessStartInfo("x86_64-w64-mingw32-gcc", ["-x", "c", "-std=gnu11", .. mode, "-P", "-w", "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var includes = string.Concat(headers.Distinct().Select(header => $"#include <{header}>\n"));
        await process.StandardInput.WriteAsync(Prelude + includes + text);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await errors);
    }
}
