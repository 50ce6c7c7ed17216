using System.Globalization;
using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Scripts;

/// <summary>
/// The file that a detached process leaves its exit code in: beside its output, <c>user-data-1-result.txt</c>. The shell that
/// started the process writes it, so it needs no agent that lives as long.
/// </summary>
public sealed record DetachedResult(string Path)
{
    internal const string Open = "is running";
    private const string Ending = "-result.txt";

    /// <summary>What it is the result of: <c>user-data-1</c>.</summary>
    public string Name => System.IO.Path.GetFileName(Path)[..^Ending.Length];

    /// <summary>The key under which the journal keeps it.</summary>
    internal string Key => $"{Name} detached";

    /// <summary>The exit code; null while the process runs, and when it was ended by a kill or a power cut.</summary>
    public int? ExitCode => File.Exists(Path)
        && int.TryParse(File.ReadAllText(Path).Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var code)
        ? code : null;

    /// <summary>The result file of a process with a given file of output.</summary>
    /// <param name="outputPath">The file of the output, <c>…-output.log</c>.</param>
    internal static DetachedResult Of(string outputPath) =>
        new(outputPath.Replace("-output.log", Ending, StringComparison.Ordinal));

    /// <summary>The results that lie in a folder, by name.</summary>
    /// <param name="folder">The folder of the outputs.</param>
    public static IReadOnlyList<DetachedResult> In(string folder) => !Directory.Exists(folder) ? [] :
    [
        .. Directory.EnumerateFiles(folder, $"*{Ending}").Order(StringComparer.Ordinal).Select(path => new DetachedResult(path)),
    ];

    /// <summary>Journals the results that came after the run which started their processes.</summary>
    internal static void Keep(string folder, StepContext context)
    {
        if (context.DryRun)
            return;
        foreach (var result in In(folder).Where(result => context.Recall(result.Key) == Open))
        {
            if (result.ExitCode is not { } code)
                continue;
            context.TryRemember(result.Key, Ended(code));
            context.Logger.LogInformation(
                "The detached {Script} ended with exit code {ExitCode} after its run.", result.Name, code);
        }
    }

    internal static string Ended(int code) => string.Create(CultureInfo.InvariantCulture, $"ended with exit code {code}");

    /// <summary>Removes the result of an earlier process.</summary>
    internal void Clear()
    {
        if (File.Exists(Path))
            File.Delete(Path);
    }
}
