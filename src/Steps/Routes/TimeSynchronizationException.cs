namespace OpenLaunch.Steps.Routes;

/// <summary>The time service could not be asked to resynchronise, e.g. because it is stopped.</summary>
internal sealed class TimeSynchronizationException(string message, Exception? innerException = null)
    : Exception(message, innerException);
