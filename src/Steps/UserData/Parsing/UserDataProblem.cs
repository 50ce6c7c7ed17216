namespace OpenLaunch.Steps.UserData.Parsing;

/// <summary>How much a problem in user data costs.</summary>
public enum UserDataSeverity
{
    /// <summary>What was meant is read; the text should be looked at.</summary>
    Warning,

    /// <summary>Something that was written cannot be run as it stands.</summary>
    Error,
}

/// <summary>Something in the user data that is wrong or doubtful.</summary>
/// <param name="Severity">Whether anything is lost by it.</param>
/// <param name="Line">
/// The line it begins on, from 1, counted in the decoded text: after gzip, zip and base64 are undone.
/// For a MIME part that is itself encoded, the line in the message where the part's body begins.
/// </param>
/// <param name="Message">
/// What is wrong, on what, and what to do. It quotes names of tags, tasks and keys, never the text of a script.
/// </param>
public sealed record UserDataProblem(UserDataSeverity Severity, int Line, string Message);
