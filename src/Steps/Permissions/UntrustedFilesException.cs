namespace OpenLaunch.Steps.Permissions;

/// <summary>Others than administrators could alter what a run does; nothing ran.</summary>
/// <param name="message">Which files, who, and what to do.</param>
public sealed class UntrustedFilesException(string message) : Exception(message);
