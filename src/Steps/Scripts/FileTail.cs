using System.Text;
using System.Text.RegularExpressions;

namespace OpenLaunch.Steps.Scripts;

/// <summary>Reads the end of a text file of any size.</summary>
internal static partial class FileTail
{
    private const int MaxBytes = 4096;
    private const int MaxLineLength = 200;

    /// <summary>The last lines that hold anything, oldest first, without control characters; none without a file.</summary>
    public static IReadOnlyList<string> Read(string path, int lines)
    {
        if (lines == 0 || !File.Exists(path))
            return [];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var cut = file.Length > MaxBytes;
        if (cut)
            file.Seek(-MaxBytes, SeekOrigin.End);
        using var reader = new StreamReader(file, Encoding.UTF8);

        // Of a file that is cut, the first line may have lost its beginning.
        var all = reader.ReadToEnd().Split('\n').Skip(cut ? 1 : 0);
        return [.. all.Select(Clean).Where(line => line.Length > 0).TakeLast(lines)];
    }

    private static string Clean(string line)
    {
        var clean = string.Concat(TerminalSequence().Replace(line, "").Where(character => !char.IsControl(character))).Trim();
        return clean.Length <= MaxLineLength ? clean : clean[..MaxLineLength] + "...";
    }

    /// <summary>What colours text or moves the cursor (ECMA-48: CSI sequences, and OSC strings up to their end).</summary>
    [GeneratedRegex(@"\e\[[0-?]*[ -/]*[@-~]|\e\][^\a\e]*(?:\a|\e\\)?|\e[@-Z\\-_]")]
    private static partial Regex TerminalSequence();
}
