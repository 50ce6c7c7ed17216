namespace OpenLaunch.Steps.Sysprep;

/// <summary>Where Windows Setup stands.</summary>
public interface ISysprepState
{
    /// <summary>Reads it.</summary>
    SetupState Read();

    /// <summary>Returns when the state may have changed since the last read, or when the bound is over.</summary>
    Task WaitForChangeAsync(TimeSpan bound, CancellationToken cancellationToken);
}

/// <summary>
/// What Windows keeps of its setup. The image state is complete some moments before the flags are cleared, and a restart while
/// one stands ends in "Windows could not complete the installation", at each start.
/// </summary>
/// <param name="ImageState">
/// <c>ImageState</c> of <c>HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Setup\State</c>; null when it cannot be read.
/// </param>
/// <param name="SystemSetupInProgress">The value of that name of <c>HKLM\SYSTEM\Setup</c>; 0 where it is missing.</param>
/// <param name="SetupType">As that.</param>
/// <param name="OobeInProgress">As that.</param>
public sealed record SetupState(
    string? ImageState, int SystemSetupInProgress = 0, int SetupType = 0, int OobeInProgress = 0)
{
    internal const string Complete = "IMAGE_STATE_COMPLETE";

    /// <summary>Whether the machine is set up, by all of the facts.</summary>
    public bool IsOver => string.Equals(ImageState, Complete, StringComparison.OrdinalIgnoreCase)
        && this is { SystemSetupInProgress: 0, SetupType: 0, OobeInProgress: not 1 };

    /// <summary>What is not as it is on a machine that is set up.</summary>
    public override string ToString()
    {
        var flags = new (string Name, int Value)[]
        {
            (nameof(SystemSetupInProgress), SystemSetupInProgress), (nameof(SetupType), SetupType),
            ("OOBEInProgress", OobeInProgress),
        };
        return string.Join(", ", flags.Where(flag => flag.Value != 0).Select(flag => $"{flag.Name}={flag.Value}")
            .Prepend($"SysprepState={ImageState ?? "unreadable"}"));
    }
}
