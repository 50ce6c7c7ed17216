namespace OpenLaunch.Steps.UserData.Parsing;

/// <summary>Collects problems, up to a limit: hostile text may hold one in each of its million bytes.</summary>
internal sealed class ProblemList
{
    private const int Limit = 100;
    private readonly List<UserDataProblem> _problems = [];
    private int _untold;
    private int _firstUntoldLine = int.MaxValue;

    public bool HasErrors { get; private set; }

    public void Error(int line, string message) => Add(new(UserDataSeverity.Error, line, message));

    public void Warning(int line, string message) => Add(new(UserDataSeverity.Warning, line, message));

    public void Add(UserDataProblem problem)
    {
        HasErrors |= problem.Severity == UserDataSeverity.Error;
        if (_problems.Count < Limit)
        {
            _problems.Add(problem);
            return;
        }

        _untold++;
        _firstUntoldLine = Math.Min(_firstUntoldLine, problem.Line);
    }

    public IReadOnlyList<UserDataProblem> ToList()
    {
        if (_untold > 0)
            _problems.Add(new(HasErrors ? UserDataSeverity.Error : UserDataSeverity.Warning, _firstUntoldLine,
                $"{_untold} further problems are not listed."));
        _untold = 0;
        return [.. _problems.OrderBy(problem => problem.Line)];
    }
}
