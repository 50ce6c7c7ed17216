namespace OpenLaunch.Steps.Diagnosis;

/// <summary>One thing that must work once the network is mended.</summary>
internal sealed record Verification(string What, VerificationState State, string Evidence);

/// <summary>Whether something works.</summary>
internal enum VerificationState
{
    /// <summary>It works.</summary>
    Works,

    /// <summary>It does not work.</summary>
    Fails,

    /// <summary>This machine does not need it.</summary>
    NotNeeded,
}
