namespace OpenLaunch.Steps.Activation;

/// <summary>The licensing service refused.</summary>
/// <param name="message">What failed, why, and what to do.</param>
public sealed class ActivationException(string message) : Exception(message);
