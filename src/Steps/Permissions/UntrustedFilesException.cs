namespace OpenLaunch.Steps.Permissions;

/// <summary>Others than administrators could alter what a run does; nothing ran.</summary>
internal sealed class UntrustedFilesException(string message) : Exception(message);
