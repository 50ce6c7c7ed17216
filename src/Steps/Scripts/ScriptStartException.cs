namespace OpenLaunch.Steps.Scripts;

/// <summary>A script or program cannot be started here; the tasks after it are run all the same.</summary>
/// <param name="message">What cannot be started, why, and what to do.</param>
public sealed class ScriptStartException(string message) : Exception(message);
