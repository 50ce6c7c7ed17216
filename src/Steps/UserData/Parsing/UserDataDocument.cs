namespace OpenLaunch.Steps.UserData.Parsing;

/// <summary>What a piece of user data asks for: its flags, its tasks in the order they run, and what is wrong with it.</summary>
public sealed record UserDataDocument
{
    /// <summary>The form that the text was recognised as.</summary>
    public required UserDataFormat Format { get; init; }

    /// <summary>
    /// The version of an EC2Launch v2 document, <c>1.0</c> (runs after the post-ready tasks) or <c>1.1</c> (runs before them);
    /// null for every other form and for a version that is missing or wrong.
    /// </summary>
    public string? Version { get; init; }

    /// <summary>Whether the tags ask for the scripts at every boot (<c>&lt;persist&gt;true&lt;/persist&gt;</c>).</summary>
    public bool Persist { get; init; }

    /// <summary>Whether the tags ask not to wait for the scripts (<c>&lt;detach&gt;true&lt;/detach&gt;</c>).</summary>
    public bool Detach { get; init; }

    /// <summary>Whether the tags ask for the LocalSystem account.</summary>
    public bool RunAsLocalSystem { get; init; }

    /// <summary>
    /// The text of <c>&lt;powershellArguments&gt;</c> without surrounding blanks, which replaces all default arguments of
    /// the shell (<c>-ExecutionPolicy Unrestricted</c>); null when the tag is absent.
    /// </summary>
    public string? Arguments { get; init; }

    /// <summary>
    /// The tasks in the order in which they run; the modules of a cloud-config document in that of the text, for the step that runs
    /// them puts them in cloud-init's.
    /// </summary>
    public IReadOnlyList<UserDataTask> Tasks { get; init; } = [];

    /// <summary>All problems, by line.</summary>
    public IReadOnlyList<UserDataProblem> Problems { get; init; } = [];

    /// <summary>Whether a problem is an error.</summary>
    public bool HasErrors => Problems.Any(problem => problem.Severity == UserDataSeverity.Error);
}
