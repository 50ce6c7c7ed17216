namespace OpenLaunch.Steps.UserData.Parsing;

/// <summary>What a piece of user data asks for: its flags, its tasks, and what is wrong with it.</summary>
internal sealed record UserDataDocument
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

    /// <summary>The tasks that have no error, in the order of the text, but batch scripts first and Sysprep last.</summary>
    public IReadOnlyList<ConfiguredTask> Tasks { get; init; } = [];

    /// <summary>What runs, in the order in which it does: the modules of cloud-config have an order of their own.</summary>
    public IEnumerable<ConfiguredTask> Plan => Tasks.Where(task => task.Inputs is not null).OrderBy(task => task.Rank);

    public IReadOnlyList<UserDataProblem> Problems { get; init; } = [];

    public bool HasErrors => Problems.Any(problem => problem.Severity == UserDataSeverity.Error);
}

/// <summary>The form that a user data document was written in.</summary>
internal enum UserDataFormat
{
    /// <summary>There is no user data, or only blanks.</summary>
    None,

    /// <summary>The tags of EC2Launch: <c>&lt;powershell&gt;</c>, <c>&lt;script&gt;</c> and their flags.</summary>
    Xml,

    /// <summary>The task list of EC2Launch v2, as YAML or as JSON text.</summary>
    Yaml,

    /// <summary>A MIME multipart message whose parts are documents of the other forms.</summary>
    Mime,

    /// <summary>A <c>#cloud-config</c> document, as cloud-init and cloudbase-init read it.</summary>
    CloudConfig,

    /// <summary>One script, told by its first line (<c>#ps1</c>, <c>rem cmd</c>, <c>#!</c>).</summary>
    Script,

    /// <summary>Addresses of user data that stands elsewhere (<c>#include</c>).</summary>
    Include,

    /// <summary>There is user data, but in no known form, or in no readable encoding.</summary>
    Unrecognized,
}
