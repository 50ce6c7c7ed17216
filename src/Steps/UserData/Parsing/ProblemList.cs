using OpenLaunch.Core.Documents;

namespace OpenLaunch.Steps.UserData.Parsing;

/// <summary>How much a problem in user data costs.</summary>
internal enum UserDataSeverity
{
    /// <summary>Nothing is wrong; it says what may be unexpected.</summary>
    Note,

    /// <summary>What was meant is read; the text should be looked at.</summary>
    Warning,

    /// <summary>Something that was written cannot be run as it stands.</summary>
    Error,
}

/// <summary>Something in the user data that is wrong or doubtful.</summary>
/// <param name="Line">
/// The line it begins on, from 1, counted in the decoded text: after gzip, zip and base64 are undone.
/// For a MIME part that is itself encoded, the line in the message where the part's body begins.
/// </param>
/// <param name="Message">
/// What is wrong, on what, and what to do. It quotes names of tags, tasks and keys, never the text of a script.
/// </param>
internal sealed record UserDataProblem(UserDataSeverity Severity, int Line, string Message);

/// <summary>Collects problems, up to a limit: hostile text may hold one in each of its million bytes.</summary>
internal sealed class ProblemList
{
    private const int Limit = 100;
    private readonly List<UserDataProblem> problems = [];
    private int errors;
    private int untold;
    private int firstUntoldLine = int.MaxValue;

    public bool HasErrors => errors > 0;

    /// <summary>How many errors there are so far, listed or not.</summary>
    public int ErrorCount => errors;

    public void Error(int line, string message) => Add(new(UserDataSeverity.Error, line, message));

    public void Note(int line, string message) => Add(new(UserDataSeverity.Note, line, message));

    public void Warning(int line, string message) => Add(new(UserDataSeverity.Warning, line, message));

    public void Add(UserDataProblem problem)
    {
        errors += problem.Severity == UserDataSeverity.Error ? 1 : 0;
        if (problems.Count < Limit)
        {
            problems.Add(problem);
            return;
        }

        untold++;
        firstUntoldLine = Math.Min(firstUntoldLine, problem.Line);
    }

    /// <summary>Warns of values with a typographic quote, a dash or what nobody sees, unless an error says so already.</summary>
    public void WarnOfLookalikes(YamlNode root) => LookalikeCharacter.Report(
        root, at => problems.Exists(problem => problem.Line == at.Line && LookalikeCharacter.IsNamedIn(problem.Message)),
        (at, message) => Warning(at.Line, $"{char.ToUpperInvariant(message[0])}{message[1..]}."));

    public IReadOnlyList<UserDataProblem> ToList()
    {
        if (untold > 0)
            problems.Add(new(HasErrors ? UserDataSeverity.Error : UserDataSeverity.Warning, firstUntoldLine,
                $"{untold} further problems are not listed."));
        untold = 0;
        return [.. problems.OrderBy(problem => problem.Line)];
    }

    /// <summary>The end of a sentence about a name that nobody knows: the nearest known one, or all of them.</summary>
    public static string Advice(string name, IReadOnlyCollection<string> known) =>
        NearestName.Find(name, known) is { } nearest ? $"did you mean '{nearest}'?" : $"known are {string.Join(", ", known)}.";
}

/// <summary>Turns an offset in a text into its line, from 1. A line ends at LF, so that CR LF counts once.</summary>
internal sealed class TextLines
{
    private readonly List<int> starts = [0];

    public TextLines(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '\n')
                starts.Add(i + 1);
    }

    public int At(int offset)
    {
        var index = starts.BinarySearch(offset);
        return index >= 0 ? index + 1 : ~index;
    }
}
