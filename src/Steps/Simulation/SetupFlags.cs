namespace OpenLaunch.Steps.Simulation;

/// <summary>What Windows Setup keeps in <c>HKLM\SYSTEM\Setup</c>. All are 0 on a machine that is set up.</summary>
public sealed class SetupFlags
{
    /// <summary>1 while Setup runs.</summary>
    public int SystemSetupInProgress { get; set; }

    /// <summary>What Setup does at the next start; 2 in its last phase.</summary>
    public int SetupType { get; set; }

    /// <summary>1 while the out-of-box experience runs.</summary>
    public int OobeInProgress { get; set; }

    /// <summary>
    /// They become 0 after this many milliseconds of waiting for a change, once the image state is complete; null: they stay.
    /// </summary>
    public int? EndsAfterMilliseconds { get; set; }
}

/// <summary>What keeps a simulated machine from restarting.</summary>
public sealed class RestartFaults
{
    /// <summary>How many requests are refused because Windows is not ready.</summary>
    public int NotReady { get; set; }

    /// <summary>How many restarts are accepted and come to nothing.</summary>
    public int Aborted { get; set; }

    /// <summary>Whether all requests are refused, those of <c>shutdown.exe</c> too. Default: false.</summary>
    public bool Denied { get; set; }
}
