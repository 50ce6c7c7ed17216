using System.Diagnostics;
using OpenLaunch.Windows.Tests.Wine;

namespace OpenLaunch.Windows.Tests;

/// <summary>The compilers with the Windows headers of mingw-w64: they check assertions, or make a program.</summary>
internal static class CrossCompiler
{
    private const string C = "x86_64-w64-mingw32-gcc";
    private const string CPlusPlus = "x86_64-w64-mingw32-g++";

    private static readonly string[] InC = [C, "-x", "c", "-std=gnu11", "-w"];

    private const string Prelude = """
        #define WIN32_LEAN_AND_MEAN
        #define _WIN32_WINNT 0x0A00
        #define NTDDI_VERSION 0x0A000005
        #define INITGUID
        #include <winsock2.h>
        #include <ws2tcpip.h>
        #include <windows.h>
        #include <objbase.h>
        #include <stddef.h>

        """;

    /// <summary>Skips the test where there is no compiler, unless the run must have one.</summary>
    public static void Demand() => Demand(C, "gcc-mingw-w64-x86-64");

    /// <summary>Does so for the compiler of C++, which alone can take the type of a function apart.</summary>
    public static void DemandCPlusPlus() => Demand(CPlusPlus, "g++-mingw-w64-x86-64-win32");

    private static void Demand(string compiler, string package)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, compiler)));
        if (!found && Environment.GetEnvironmentVariable("OPENLAUNCH_REQUIRE_WINE") == "1")
            Assert.Fail($"{compiler} is missing; install the package {package}.");
        Assert.SkipUnless(found, $"{compiler} is not installed (package {package}).");
    }

    /// <returns>What the compiler finds wrong; empty when all assertions hold.</returns>
    public static async Task<string> CheckAsync(IEnumerable<string> headers, string assertions)
    {
        var (code, _, errors) = await RunAsync([.. InC, "-fsyntax-only", "-"], headers, assertions);
        return code == 0 ? "" : errors;
    }

    /// <returns>What the compiler of C++ finds wrong; empty when all assertions hold.</returns>
    public static async Task<string> CheckCPlusPlusAsync(IEnumerable<string> headers, string assertions)
    {
        var (code, _, errors) = await RunAsync(
            [CPlusPlus, "-x", "c++", "-std=gnu++17", "-w", "-fsyntax-only", "-"], headers, assertions);
        return code == 0 ? "" : errors;
    }

    /// <summary>Links the functions with the import library of a DLL alone.</summary>
    /// <returns>What the linker does not find; empty when the DLL has all of them.</returns>
    public static async Task<string> LinkAsync(string library, IEnumerable<string> functions)
    {
        var text = string.Concat(functions.Distinct().Select(
            name => $"extern void *__imp_{name};\nvoid **of_{name} = &__imp_{name};\n"));
        var made = Path.GetTempFileName();
        var (code, _, errors) = await RunAsync(
            [.. InC, "-", "-shared", "-nostdlib", "-o", made, $"-l{Path.GetFileNameWithoutExtension(library)}"], [], text);
        File.Delete(made);
        return code == 0 ? "" : errors;
    }

    /// <returns>The text with all headers and macros expanded.</returns>
    public static async Task<string> ExpandAsync(IEnumerable<string> headers)
    {
        var (code, output, errors) = await RunAsync([.. InC, "-P", "-E", "-"], headers, "");
        Assert.True(code == 0, errors);
        return output;
    }

    /// <summary>Makes a program of Windows.</summary>
    public static async Task BuildAsync(string text, string program)
    {
        var (code, _, errors) = await RunAsync([.. InC, "-", "-o", program], [], text);
        Assert.True(code == 0, errors);
    }

    /// <summary>Makes a program of Windows of a source file.</summary>
    public static Task BuildFileAsync(string source, string program) =>
        ToolAsync("gcc", "-std=gnu11", "-O1", "-Wall", "-Wextra", "-Werror", "-o", program, source);

    /// <summary>Makes a library of Windows of a source file.</summary>
    /// <param name="source">The source.</param>
    /// <param name="library">Where the library goes.</param>
    /// <param name="others">A file that names more functions of the library, each with the one of another library behind it.</param>
    public static Task BuildLibraryAsync(string source, string library, params IEnumerable<string> others) => ToolAsync(
        "gcc",
        ["-std=gnu11", "-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-o", library, source, .. others, "-lole32", "-loleaut32", "-luuid", "-lsetupapi", "-luserenv"]);

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

    private static async Task<(int Code, string Output, string Errors)> RunAsync(
        IReadOnlyList<string> command, IEnumerable<string> headers, string text)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
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
