namespace OpenLaunch.Steps.Diagnosis;

/// <summary>One thing that a diagnosis tells.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Subject">What it is about: <c>route</c>, <c>metadata</c>, <c>licence</c>.</param>
/// <param name="What">What is the case, as a sentence without its full stop.</param>
/// <param name="Evidence">What was seen; empty where <paramref name="What"/> says it all.</param>
/// <param name="Command">The command that mends it; null where nothing is to be mended, or none can.</param>
public sealed record Finding(Severity Severity, string Subject, string What, string Evidence = "", string? Command = null)
{
    /// <summary>The command that mends routes and activation.</summary>
    internal const string Repair = "openlaunch repair";
}

/// <summary>How bad a finding is.</summary>
public enum Severity
{
    /// <summary>As it should be; told to explain the machine.</summary>
    Info,

    /// <summary>It works, but not for ever or not well.</summary>
    Warning,

    /// <summary>Something does not work.</summary>
    Error,
}
