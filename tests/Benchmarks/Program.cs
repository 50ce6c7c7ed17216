using System.Reflection;
using BenchmarkDotNet.Running;

// bench/parts.sh starts it, in this process: a project that is generated would look for the packages again.
var summaries = BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args).ToList();
return summaries.Count > 0 && summaries.All(summary => !summary.HasCriticalValidationErrors
    && summary.BenchmarksCases.Length == summary.Reports.Count(report => report.Success)) ? 0 : 1;

/// <summary>The files that are measured.</summary>
internal static class Samples
{
    public static byte[] Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
