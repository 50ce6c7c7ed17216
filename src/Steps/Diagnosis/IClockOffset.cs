namespace OpenLaunch.Steps.Diagnosis;

/// <summary>Compares the machine's clock with Amazon Time Sync.</summary>
public interface IClockOffset
{
    /// <summary>Measures by how much the clock is ahead; negative when it is behind.</summary>
    /// <param name="cancellationToken">Cancels the measurement, which takes a few seconds at most.</param>
    /// <exception cref="IOException">The time service does not answer.</exception>
    Task<TimeSpan> MeasureAsync(CancellationToken cancellationToken);
}
