namespace OpenLaunch.Steps.Routes;

/// <summary>The time service could not be asked to resynchronise, e.g. because it is stopped.</summary>
/// <param name="message">What failed, why, and what to do.</param>
/// <param name="innerException">The cause; may be null.</param>
public sealed class TimeSynchronizationException(string message, Exception? innerException = null)
    : Exception(message, innerException);
