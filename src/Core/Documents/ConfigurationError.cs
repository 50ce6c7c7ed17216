namespace OpenLaunch.Core.Documents;

/// <summary>One thing that is wrong with a document.</summary>
/// <param name="File">The document's name as the user gave it.</param>
/// <param name="Position">Where.</param>
/// <param name="Message">What is wrong and what would be right; never a secret value.</param>
public sealed record ConfigurationError(string File, SourcePosition Position, string Message)
{
    /// <returns><c>file:line:column: message</c>, the form that editors make clickable.</returns>
    public override string ToString() => $"{File}:{Position.Line}:{Position.Column}: {Message}";
}
