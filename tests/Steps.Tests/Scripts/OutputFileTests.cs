using System.Text;
using OpenLaunch.Steps.Scripts;

namespace OpenLaunch.Steps.Tests.Scripts;

public sealed class OutputFileTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void Keeps_a_file_of_the_bound_as_it_is()
    {
        File.WriteAllText(path, new string('x', 100_000));
        OutputFile.Bound(path, 100_000);
        Assert.Equal(100_000, new FileInfo(path).Length);
    }

    [Fact]
    public void Keeps_the_whole_lines_of_beginning_and_end_of_a_longer_one_and_says_what_is_left_out()
    {
        var lines = Enumerable.Range(0, 50_000).Select(number => $"line {number}").ToArray();
        File.WriteAllText(path, string.Join('\n', lines) + "\n");
        var length = new FileInfo(path).Length;
        OutputFile.Bound(path, 100_000);

        var kept = File.ReadAllLines(path);
        var gap = Array.FindIndex(kept, line => line.StartsWith('['));
        Assert.InRange(new FileInfo(path).Length, 90_000, 100_000);
        Assert.Equal(lines[..gap], kept[..gap]);
        Assert.Equal(lines[^(kept.Length - gap - 1)..], kept[(gap + 1)..]);
        var leftOut = length - new FileInfo(path).Length + kept[gap].Length + 1;
        Assert.Equal($"[{leftOut} bytes of output are left out here]", kept[gap]);
    }

    [Fact]
    public void Bounds_a_line_without_end()
    {
        File.WriteAllText(path, new string('a', 60_000) + new string('b', 60_000));
        OutputFile.Bound(path, 100_000);
        var kept = File.ReadAllText(path, Encoding.ASCII);
        Assert.InRange(kept.Length, 90_000, 100_000);
        Assert.StartsWith("aaaa", kept, StringComparison.Ordinal);
        Assert.EndsWith("bbbb", kept, StringComparison.Ordinal);
    }
}
