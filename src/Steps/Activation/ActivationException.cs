namespace OpenLaunch.Steps.Activation;

/// <summary>The licensing service refused.</summary>
internal sealed class ActivationException(string message) : Exception(message);
