namespace OpenLaunch.Runner.Composition;

/// <summary>Others than administrators could alter what a run does; nothing ran.</summary>
/// <param name="message">Which files, who, and what to do.</param>
internal sealed class UntrustedFilesException(string message) : Exception(message);
