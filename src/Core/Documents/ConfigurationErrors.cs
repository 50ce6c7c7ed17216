namespace OpenLaunch.Core.Documents;

/// <summary>Gathers all that is wrong with one document, so that its author mends it in one go.</summary>
/// <param name="file">The document's name as the user gave it.</param>
public sealed class ConfigurationErrors(string file)
{
    /// <summary>A hostile document could otherwise hold an error a byte.</summary>
    private const int Most = 1000;

    private readonly List<ConfigurationError> errors = [];
    private readonly List<ConfigurationError> warnings = [];

    /// <summary>The document's name as the user gave it.</summary>
    public string File { get; } = file;

    /// <summary>How many errors there are so far, kept or not.</summary>
    public int Count { get; private set; }

    /// <summary>All errors so far that are kept, in the document's order.</summary>
    public IReadOnlyList<ConfigurationError> All => InOrder(errors);

    /// <summary>Notes an error. Past 1,000 errors the rest is not kept.</summary>
    /// <param name="message">What is wrong and what would be right; never a secret value.</param>
    public void Add(SourcePosition position, string message)
    {
        if (++Count <= Most)
            errors.Add(new(File, position, message));
    }

    /// <summary>What is no error and yet worth knowing, in the document's order.</summary>
    public IReadOnlyList<ConfigurationError> Warnings => InOrder(warnings);

    /// <summary>Notes what is no error and yet worth knowing: a key without effect. Past 1,000 the rest is not kept.</summary>
    /// <param name="message">What it is and what would be better; never a secret value.</param>
    public void Warn(SourcePosition position, string message)
    {
        if (warnings.Count < Most)
            warnings.Add(new(File, position, message) { IsWarning = true });
    }

    /// <summary>Ends the reading when anything was wrong.</summary>
    /// <exception cref="ConfigurationException">At least one error was noted; holds all, in the document's order.</exception>
    public void ThrowIfAny()
    {
        if (errors.Count > 0)
            throw new ConfigurationException(InOrder(errors)) { Warnings = Warnings };
    }

    /// <summary>Makes the exception for an error after which the document cannot be read on.</summary>
    internal ConfigurationException Fatal(SourcePosition position, string message) =>
        new([.. InOrder(errors), new(File, position, message)]);

    private static List<ConfigurationError> InOrder(List<ConfigurationError> errors) =>
        [.. errors.OrderBy(error => error.Position.Line).ThenBy(error => error.Position.Column)];
}

/// <summary>One thing that is wrong with a document.</summary>
/// <param name="File">The document's name as the user gave it.</param>
/// <param name="Message">What is wrong and what would be right; never a secret value.</param>
public sealed record ConfigurationError(string File, SourcePosition Position, string Message)
{
    /// <summary>Whether it keeps nobody from using the document. Default: false.</summary>
    public bool IsWarning { get; init; }

    /// <returns><c>file:line:column: message</c>, the form that editors make clickable.</returns>
    public override string ToString() =>
        $"{File}:{Position.Line}:{Position.Column}: {(IsWarning ? "warning: " : "")}{Message}";
}

/// <summary>A document cannot be used; tells everything that is wrong with it at once.</summary>
/// <param name="errors">All errors, in the document's order.</param>
public sealed class ConfigurationException(IReadOnlyList<ConfigurationError> errors)
    : Exception(string.Join(Environment.NewLine, errors))
{
    /// <summary>All errors, in the document's order.</summary>
    public IReadOnlyList<ConfigurationError> Errors { get; } = errors;

    /// <summary>What is no error and yet worth knowing. Default: nothing.</summary>
    public IReadOnlyList<ConfigurationError> Warnings { get; init; } = [];
}
