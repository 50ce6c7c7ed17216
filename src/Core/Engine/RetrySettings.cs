namespace OpenLaunch.Core.Engine;

/// <summary>How a failed attempt of a step is repeated within one run.</summary>
/// <param name="Attempts">All attempts together, 2 to 100.</param>
/// <param name="Delay">The pause before the second attempt; it doubles with jitter. Default: 1 second.</param>
/// <param name="MaxDelay">The longest pause. Default: 1 minute.</param>
public sealed record RetrySettings(int Attempts, TimeSpan Delay, TimeSpan MaxDelay);
