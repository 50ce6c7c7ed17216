namespace OpenLaunch.Steps.UserData.Parsing.Forms;

/// <summary>A <c>#include</c> document of cloud-init: an address a line, here each with the SHA-256 of the file.</summary>
internal static class IncludeForm
{
    private const string HashMark = "sha256=";

    private static readonly string[] Marks = ["#include", "#include-once"];

    public static bool Matches(ReadOnlySpan<char> firstLine)
    {
        foreach (var mark in Marks)
            if (firstLine.StartsWith(mark) && (firstLine.Length == mark.Length || char.IsWhiteSpace(firstLine[mark.Length])))
                return true;
        return false;
    }

    public static UserDataDocument Read(string text)
    {
        var problems = new ProblemList();
        List<ConfiguredTask> tasks = [];
        var number = 0;
        foreach (var written in text.Split('\n'))
        {
            number++;
            var line = written.Trim();
            // An address may stand behind the mark.
            if (Matches(line))
                line = line.IndexOfAny([' ', '\t']) is var blank and > 0 ? line[blank..].Trim() : "";
            if (line.Length == 0 || line[0] == '#')
                continue;
            var words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            var hash = words.Skip(1).FirstOrDefault(word => word.StartsWith(HashMark, StringComparison.OrdinalIgnoreCase));
            if (Include.Read(words[0], hash?[HashMark.Length..], number, problems) is { } include)
                tasks.Add(include.Task(number));
        }

        if (tasks.Count == 0 && !problems.HasErrors)
            problems.Error(FirstLine.Of(text).Number, "#include names no address.");
        return new UserDataDocument { Format = UserDataFormat.Include, Tasks = tasks, Problems = problems.ToList() };
    }
}
