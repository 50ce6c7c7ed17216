using System.IO.Compression;
using System.Text;
using OpenLaunch.Steps.Scripts;
using OpenLaunch.Steps.UserData.Parsing;
using OpenLaunch.Steps.UserData.Parsing.Forms;

namespace OpenLaunch.Steps.Tests.UserData.Parsing;

/// <summary>Short forms that the parser's tests share: text in, scripts and problems out.</summary>
internal static class UserDataCase
{
    public static UserDataDocument Parse(string text) => Parse(Encoding.UTF8.GetBytes(text));

    public static UserDataDocument Parse(byte[] data) => UserDataReader.Read(data, BuiltInSteps.Catalogue);

    public static ScriptItem Script(this ConfiguredTask task) => Assert.Single(Assert.IsType<ExecuteScriptInputs>(task.Inputs).Scripts);

    public static ScriptItem[] Scripts(this UserDataDocument document) => [.. document.Tasks.Select(Script)];

    public static string[] Contents(this UserDataDocument document) => [.. document.Scripts().Select(script => script.Content)];

    /// <summary>Each problem as "error 3" or "warning 1".</summary>
    public static string[] ProblemLines(this UserDataDocument document) =>
        [.. document.Problems.Select(problem => $"{problem.Severity.ToString().ToLowerInvariant()} {problem.Line}")];

    public static byte[] Gzip(byte[] data)
    {
        var result = new MemoryStream();
        using (var gzip = new GZipStream(result, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(data);
        return result.ToArray();
    }

    public static byte[] Gzip(string text) => Gzip(Encoding.UTF8.GetBytes(text));

    public static byte[] Zip(params (string Name, string Text)[] files)
    {
        var result = new MemoryStream();
        using (var archive = new ZipArchive(result, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, text) in files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }

        return result.ToArray();
    }

    public static byte[] Base64(byte[] data, Base64FormattingOptions options = Base64FormattingOptions.None) =>
        Encoding.ASCII.GetBytes(Convert.ToBase64String(data, options));
}
