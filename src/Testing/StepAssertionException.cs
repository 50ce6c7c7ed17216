namespace OpenLaunch.Testing;

/// <summary>A run of a step was not what a test says it should be.</summary>
/// <param name="message">What was expected, and all that happened.</param>
public sealed class StepAssertionException(string message) : Exception(message);
