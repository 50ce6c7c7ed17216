namespace OpenLaunch.Core.Engine;

/// <summary>
/// The machine refused what was asked of it, which is no fault of the program. The message says what failed, on what, why, and
/// what to do; people read it as it is.
/// </summary>
/// <param name="innerException">What the refusal was first known by.</param>
public class MachineException(string message, Exception? innerException = null) : Exception(message, innerException);
